using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Serialization;

/// <summary>An instant on the Orleans wire: days since 1970-01-01 and nanosecond of the day.</summary>
[GenerateSerializer, Immutable, Alias("fg.instant")]
public struct InstantSurrogate
{
    /// <summary>Whole days since the Unix epoch.</summary>
    [Id(0)]
    public int Days;

    /// <summary>Nanosecond of that day.</summary>
    [Id(1)]
    public long NanosecondOfDay;
}

/// <summary>Turns instants into what the Orleans wire carries.</summary>
[RegisterConverter]
public sealed class InstantConverter : IConverter<Instant, InstantSurrogate>
{
    /// <inheritdoc/>
    public Instant ConvertFromSurrogate(in InstantSurrogate surrogate) =>
        NodaConstants.UnixEpoch + Duration.FromDays(surrogate.Days) + Duration.FromNanoseconds(surrogate.NanosecondOfDay);

    /// <inheritdoc/>
    public InstantSurrogate ConvertToSurrogate(in Instant value)
    {
        var since = value - NodaConstants.UnixEpoch;
        var days = (int)Math.Floor(since.TotalDays);
        var rest = since - Duration.FromDays(days);
        return new InstantSurrogate { Days = days, NanosecondOfDay = rest.ToInt64Nanoseconds() };
    }
}

/// <summary>A local date on the Orleans wire: days since 1970-01-01.</summary>
[GenerateSerializer, Immutable, Alias("fg.date")]
public struct LocalDateSurrogate
{
    /// <summary>Whole days since 1970-01-01 (ISO calendar).</summary>
    [Id(0)]
    public int Days;
}

/// <summary>Turns local dates into what the Orleans wire carries.</summary>
[RegisterConverter]
public sealed class LocalDateConverter : IConverter<LocalDate, LocalDateSurrogate>
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <inheritdoc/>
    public LocalDate ConvertFromSurrogate(in LocalDateSurrogate surrogate) => Epoch.PlusDays(surrogate.Days);

    /// <inheritdoc/>
    public LocalDateSurrogate ConvertToSurrogate(in LocalDate value) => new() { Days = Period.DaysBetween(Epoch, value) };
}

/// <summary>A duration on the Orleans wire, in ticks of 100 ns.</summary>
[GenerateSerializer, Immutable, Alias("fg.duration")]
public struct DurationSurrogate
{
    /// <summary>Ticks.</summary>
    [Id(0)]
    public long Ticks;
}

/// <summary>Turns durations into what the Orleans wire carries.</summary>
[RegisterConverter]
public sealed class DurationConverter : IConverter<Duration, DurationSurrogate>
{
    /// <inheritdoc/>
    public Duration ConvertFromSurrogate(in DurationSurrogate surrogate) => Duration.FromTicks(surrogate.Ticks);

    /// <inheritdoc/>
    public DurationSurrogate ConvertToSurrogate(in Duration value) => new() { Ticks = value.BclCompatibleTicks };
}
