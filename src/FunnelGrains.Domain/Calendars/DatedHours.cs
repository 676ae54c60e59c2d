using System.Collections.Immutable;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Calendars;

/// <summary>What replaces the week's hours on one local date: a holiday, or other hours.</summary>
/// <param name="Date">The local date in the calendar's zone, 1900 to 2199.</param>
/// <param name="Hours">The hours of that date; empty when it is closed.</param>
[GenerateSerializer, Immutable, Alias("fg.datedhours")]
public sealed record DatedHours(LocalDate Date, ImmutableArray<OpenHours> Hours)
{
    /// <summary>A closed date.</summary>
    public static DatedHours Closed(LocalDate date) => new(date, []);

    /// <inheritdoc/>
    public bool Equals(DatedHours? other) =>
        other is not null && Date == other.Date && Hours.SequenceEqual(other.Hours);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Date, Hours.Length);
}
