namespace FunnelGrains.Sdk;

/// <summary>A calendar for <see cref="FunnelClient.CalculateDueAsync"/>.</summary>
public sealed record BusinessCalendar
{
    /// <summary>An IANA zone.</summary>
    public required string Zone { get; init; }

    /// <summary>By weekday (<c>mon</c> … <c>sun</c>): open intervals as pairs of <c>HH:mm</c>, half-open; <c>24:00</c> is allowed.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Week { get; init; }

    /// <summary>Days with other hours, or none.</summary>
    public IReadOnlyList<CalendarException> Exceptions { get; init; } = [];
}
