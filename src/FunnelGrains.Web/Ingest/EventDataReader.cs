using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Web.Ingest;

/// <summary>Reads what an event of each type says.</summary>
internal sealed class EventDataReader(AgreementBook book)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <returns>Null when it is no object; otherwise usable only when nothing was added to the errors.</returns>
    public EventData? Read(JsonElement data, EventType type, EventNames names, List<FieldError> errors)
    {
        if (data.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) data = Nothing;
        if (data.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError(names.Data, "must be an object"));
            return null;
        }

        var fields = new EventFields(data, names.Data, errors);
        var passOver = ReferenceEquals(names, EventNames.Own) ? null : "personal";
        return type switch
        {
            EventType.Captured => new Captured(AttributeReader.Read(data, fields, passOver)),
            EventType.Updated => new Updated(AttributeReader.Read(data, fields, passOver)),
            EventType.StageChanged => new StageChanged(Stage(fields, required: true)?.Stage.Key ?? "", fields.Text("reason")),
            EventType.Rejected => new Rejected(fields.Text("reason")),
            EventType.Recycled => new Recycled(fields.Text("reason"), OpenStage(fields)),
            EventType.Assigned => new Assigned(fields.Text("owner", true, 200) ?? "", fields.Text("team", longest: 200)),
            EventType.Touched => new Touched(fields.Text("channel", true, 200) ?? "", fields.Text("outcome"), fields.Flag("automated")),
            EventType.DealWon => new DealWon(fields.Amount("amount"), fields.Currency("currency", fields.Has("amount"))),
            EventType.DealLost => new DealLost(fields.Text("reason")),
            _ => throw new InvalidOperationException($"{type} is not postable"),
        };
    }

    private CompiledStage? Stage(EventFields fields, bool required)
    {
        if (fields.Text("stage", required, 200) is not { } key) return null;
        if (book.Find(key, book.Latest) is { } stage) return stage;
        fields.Add("stage", "is not a stage of the agreement");
        return null;
    }

    private string? OpenStage(EventFields fields)
    {
        var stage = Stage(fields, required: false)?.Stage;
        if (stage is not null and not { Kind: StageKind.Open }) fields.Add("stage", "must be an open stage: a lead is recycled into the funnel");
        return stage?.Key;
    }
}
