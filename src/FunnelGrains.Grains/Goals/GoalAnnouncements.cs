using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Notices;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Grains.Goals;

/// <summary>What is announced of a goal: how each of its periods closed.</summary>
internal static class GoalAnnouncements
{
    private const int Decimals = 6;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The announcement of a period that closed; the same whenever it is made.</summary>
    /// <param name="goal">The goal's id.</param>
    /// <param name="closed">The period with its frozen value.</param>
    /// <param name="now">When that is.</param>
    /// <returns>Null where nothing was measured, so that there is no verdict.</returns>
    public static Announcement? Of(string goal, GoalPast closed, Instant now)
    {
        if (closed.Frozen?.Actual is not { } actual) return null;
        var type = closed.Standing(actual).Status switch
        {
            GoalStatus.Reached => NoticeTypes.GoalReached,
            GoalStatus.Missed => NoticeTypes.GoalMissed,
            _ => null,
        };
        if (type is null) return null;
        var (from, to) = (LocalDatePattern.Iso.Format(closed.Span.From), LocalDatePattern.Iso.Format(closed.Span.To));
        var data = new JsonObject
        {
            ["goal"] = goal,
            ["team"] = closed.Definition.Team,
            ["from"] = from,
            ["to"] = to,
            ["actual"] = decimal.Round(actual, Decimals),
            ["target"] = closed.Definition.Target,
        };
        return new Announcement(string.Create(CultureInfo.InvariantCulture, $"goal/{goal}/{from}"), type, null, now, data.ToJsonString(Json));
    }
}
