using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FunnelGrains.Domain.Calendars.Holidays;
using Orleans;

namespace FunnelGrains.Domain.Calendars;

/// <summary>A business calendar as people write it: a zone, an ordinary week, and the dates that differ from it.</summary>
/// <remarks>May be wrong; <see cref="Validate"/> says how. <see cref="BusinessCalendar"/> is built from a valid one only.</remarks>
[GenerateSerializer, Immutable, Alias("fg.calendar")]
[JsonConverter(typeof(CalendarDefinitionConverter))]
public sealed record CalendarDefinition
{
    /// <summary>The IANA name of the zone whose local dates and times the hours are written in.</summary>
    [Id(0)]
    public required string Zone { get; init; }

    /// <summary>The ordinary week.</summary>
    [Id(1)]
    public required WeekHours Week { get; init; }

    /// <summary>The local dates with hours of their own, each at most once, in any order.</summary>
    [Id(2)]
    public ImmutableArray<DatedHours> Exceptions { get; init; } = [];

    /// <summary>Which holidays some of the exceptions came from; null when none did. Nothing but <see cref="Exceptions"/> closes a date.</summary>
    [Id(3)]
    public HolidayChoice? Holidays { get; init; }

    /// <summary>Everything that is wrong with the definition; empty when a calendar can be built from it.</summary>
    /// <param name="at">JSON pointer of the definition in the document that holds it.</param>
    public IReadOnlyList<FieldError> Validate(string at = "") => CalendarRules.Check(this, at);

    /// <inheritdoc/>
    public bool Equals(CalendarDefinition? other) =>
        other is not null && Zone == other.Zone && Week.Equals(other.Week) && Exceptions.SequenceEqual(other.Exceptions)
        && Equals(Holidays, other.Holidays);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Zone, Week, Exceptions.Length);
}
