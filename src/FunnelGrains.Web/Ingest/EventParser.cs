using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Web.Wire;
using NodaTime;

namespace FunnelGrains.Web.Ingest;

/// <summary>Turns an event's parts into what the grains take, or says of each field what is wrong with it.</summary>
/// <param name="book">The agreement, whose stages are known.</param>
/// <param name="now">The server's time, whole milliseconds: that of events which do not say when.</param>
/// <param name="origin">Who sends.</param>
/// <param name="idempotencyKey">The header's value; null without one.</param>
internal sealed class EventParser(AgreementBook book, Instant now, string origin, string? idempotencyKey)
{
    private static readonly Duration Ahead = Duration.FromMinutes(5);
    private static readonly Instant Earliest = Instant.FromUtc(1970, 1, 1, 0, 0);
    private readonly EventDataReader data = new(book);

    /// <summary>Parses one event.</summary>
    /// <param name="parts">As its reader found them.</param>
    /// <param name="index">Its place in the body; goes into the id that an idempotency key makes.</param>
    /// <param name="errors">What its reader found wrong; gets the rest. Empty when an event is returned.</param>
    public IncomingEvent? Parse(in EventEnvelope parts, int index, List<FieldError> errors)
    {
        if (parts.Names is null) return null;
        if (parts.Lead is { } named) CheckLead(named, parts.Names.Lead, errors);
        if (parts.Id is "") errors.Add(new FieldError("/id", "is empty"));
        var type = TypeOf(parts.Type, errors);
        var at = parts.At is { } text ? OccurredAt(text, parts.Names.At, errors) : null;
        var personal = PersonalReader.Read(parts.Personal, parts.Names.Personal, errors);
        var says = type is { } known ? data.Read(parts.Data, known, parts.Names, errors) : null;
        if (errors.Count > 0 || parts.Lead is not { } lead || says is null) return null;
        var id = parts.Id
            ?? (at is { } then ? EventIds.Of(lead, type!.Value, then, parts.Actor, says)
                : idempotencyKey is { } key ? EventIds.Of(origin, lead, key, index)
                : Guid.CreateVersion7().ToString("N"));
        return new IncomingEvent(lead, id, type!.Value, at ?? now, at is not null, parts.Actor, says, personal);
    }

    private static void CheckLead(string lead, string pointer, List<FieldError> errors)
    {
        if (lead.Length == 0) errors.Add(new FieldError(pointer, "is empty"));
        else if (lead.Contains('@', StringComparison.Ordinal) || (lead[0] == '+' && lead.Length > 1 && lead.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0))
            errors.Add(new FieldError(pointer, "looks like an e-mail address or a phone number: an id must not be personal data"));
        if (lead.AsSpan().ContainsAnyInRange('\0', '\u001f')) errors.Add(new FieldError(pointer, "has control characters"));
    }

    private static EventType? TypeOf(string? name, List<FieldError> errors)
    {
        if (name is null) return null;
        if (EventTypes.TryParse(name, out var type) && type.IsPostable()) return type;
        errors.Add(new FieldError(
            "/type", name is "lead.merged" or "lead.erased" ? "is reserved and not supported yet" : "is not a type of event that may be posted"));
        return null;
    }

    private Instant? OccurredAt(string text, string pointer, List<FieldError> errors)
    {
        if (SentTime.Read(text) is not { } at) errors.Add(new FieldError(pointer, SentTime.Expected));
        else if (at < Earliest) errors.Add(new FieldError(pointer, "is before 1970"));
        else if (at > now + Ahead) errors.Add(new FieldError(pointer, "is more than 5 minutes ahead of the server's time"));
        else return Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        return null;
    }
}
