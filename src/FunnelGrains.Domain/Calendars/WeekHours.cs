using System.Collections.Immutable;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Calendars;

/// <summary>The opening hours of an ordinary week; equal when every day's hours are, in the same order.</summary>
[GenerateSerializer, Immutable, Alias("fg.weekhours")]
public sealed class WeekHours : IEquatable<WeekHours>
{
    [Id(0)]
    private readonly ImmutableArray<ImmutableArray<OpenHours>> days;

    /// <param name="days">The hours of each weekday; a weekday that is absent is closed.</param>
    public WeekHours(IEnumerable<KeyValuePair<IsoDayOfWeek, ImmutableArray<OpenHours>>> days)
    {
        var week = Enumerable.Repeat(ImmutableArray<OpenHours>.Empty, 7).ToArray();
        foreach (var (day, hours) in days)
        {
            week[Index(day)] = hours;
        }
        this.days = [.. week];
    }

    /// <summary>The hours of a weekday; empty when it is closed.</summary>
    public ImmutableArray<OpenHours> this[IsoDayOfWeek day] => days[Index(day)];

    /// <summary>A week in which no day opens.</summary>
    public static WeekHours Closed { get; } = new([]);

    /// <summary>The same hours on each of the given weekdays.</summary>
    public static WeekHours On(IEnumerable<IsoDayOfWeek> days, params ImmutableArray<OpenHours> hours) =>
        new(days.Select(day => KeyValuePair.Create(day, hours)));

    /// <summary>The same hours from Monday to Friday.</summary>
    public static WeekHours MondayToFriday(params ImmutableArray<OpenHours> hours) =>
        On([IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday], hours);

    /// <summary>The same hours on all seven days.</summary>
    public static WeekHours EveryDay(params ImmutableArray<OpenHours> hours) =>
        On(Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day), hours);

    /// <inheritdoc/>
    public bool Equals(WeekHours? other) =>
        other is not null && days.Zip(other.days).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WeekHours);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var day in days)
        {
            hash.Add(day.Length);
            foreach (var hours in day)
            {
                hash.Add(hours);
            }
        }
        return hash.ToHashCode();
    }

    private static int Index(IsoDayOfWeek day) =>
        day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday
            ? (int)day - 1
            : throw new ArgumentOutOfRangeException(nameof(day), day, "Not a weekday.");
}
