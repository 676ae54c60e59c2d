using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Notices;
using NodaTime.Text;

namespace FunnelGrains.Grains.Notices.Sending;

/// <summary>What is posted, in the form of each kind of receiver.</summary>
internal static class WebBodies
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body in UTF-8; the same for the same message.</summary>
    public static byte[] Of(EndpointSettings settings, Outgoing what, AgreementBook book) => JsonSerializer.SerializeToUtf8Bytes(
        settings.Kind switch
        {
            EndpointKind.Webhook => Webhook(what.Shown[0]),
            EndpointKind.Slack => Slack(Words(settings, what, book)),
            EndpointKind.Teams => Teams(Words(settings, what, book)),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, "is not told over the web"),
        },
        Json);

    /// <summary>A message in the words of people.</summary>
    public static NoticeText Words(EndpointSettings settings, Outgoing what, AgreementBook book) => NoticeText.Of(
        what.Shown, what.Counts, settings.Language, book.Zone,
        key => book.Latest.Clauses.Where(clause => clause.Clause.Key == key).Select(clause => clause.Clause.Name).FirstOrDefault());

    private static JsonObject Webhook(Announcement one)
    {
        var data = new JsonObject { ["id"] = one.Id };
        if (one.Lead is { } lead) data["lead"] = lead;
        foreach (var (name, value) in JsonNode.Parse(one.Data)!.AsObject()) data.TryAdd(name, value?.DeepClone());
        return new JsonObject { ["type"] = one.Type, ["timestamp"] = InstantPattern.ExtendedIso.Format(one.At), ["data"] = data };
    }

    /// <summary>Slack reads three letters as marks; everything else is as it stands.</summary>
    private static JsonObject Slack(NoticeText text) => new()
    {
        ["text"] = text.Whole.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal),
    };

    /// <summary>An Adaptive Card in a message, as webhooks of Workflows take it. Runs of text have no marks, so that nobody's name can become a link.</summary>
    private static JsonObject Teams(NoticeText text) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                ["type"] = "AdaptiveCard",
                ["version"] = "1.4",
                ["fallbackText"] = text.Title,
                ["body"] = new JsonArray([Run(text.Title, bold: true), .. text.Lines.Select(line => Run(line, bold: false))]),
            },
        }),
    };

    private static JsonObject Run(string text, bool bold) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = text, ["weight"] = bold ? "Bolder" : "Default" }),
    };
}
