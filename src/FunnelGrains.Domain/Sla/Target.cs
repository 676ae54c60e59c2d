using System.Globalization;
using FunnelGrains.Domain.Calendars;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Sla;

/// <summary>What a clause promises: so much time of one kind after its start.</summary>
/// <param name="N">More than 0; whole for business days, else a whole number of seconds; at most two years.</param>
/// <param name="Unit">What N counts.</param>
[GenerateSerializer, Immutable, Alias("fg.target")]
public sealed record Target(decimal N, TargetUnit Unit)
{
    private static readonly BusinessCalendar AnyTime = BusinessCalendar.Always();

    /// <summary>Whether the time counted is open time of a calendar.</summary>
    public bool CountsOpenTime => Unit is TargetUnit.BusinessMinutes or TargetUnit.BusinessHours or TargetUnit.BusinessDays;

    /// <summary>The clock's time at its start, in the target's own kind of time: open time for business units (business days become open time here), elapsed time for the others.</summary>
    /// <returns>Null when business days do not fit within <see cref="BusinessCalendar.Reach"/>.</returns>
    public Duration? LengthFrom(Instant start, BusinessCalendar calendar) => Unit == TargetUnit.BusinessDays
        ? calendar.OpenTimeOfBusinessDays(start, (int)N)
        : Duration.FromTicks((long)(N * TicksEach(Unit)));

    /// <summary>When the promise falls due.</summary>
    /// <returns>Null when it does not fit within <see cref="BusinessCalendar.Reach"/> of the start.</returns>
    public Instant? DueFrom(Instant start, BusinessCalendar calendar) => DueFrom(start, calendar, []);

    /// <summary>When the promise falls due, its clock having been paused.</summary>
    /// <param name="start">The trigger's instant.</param>
    /// <param name="calendar">The clause's calendar; elapsed units do not ask it.</param>
    /// <param name="pauses">In wall time; of business units only their open part counts, of elapsed units all of it.</param>
    /// <returns>Null when there is no due instant (<see cref="PausedTime.Due"/>).</returns>
    public Instant? DueFrom(Instant start, BusinessCalendar calendar, IReadOnlyList<Interval> pauses) =>
        LengthFrom(start, calendar) is { } length ? TimeOf(calendar).Due(start, length, pauses) : null;

    /// <summary>The calendar in whose time the clock runs: the clause's own, or one that never closes.</summary>
    public BusinessCalendar TimeOf(BusinessCalendar calendar) => CountsOpenTime ? calendar : AnyTime;

    /// <summary>Everything that is wrong with the target; empty when clocks can run by it.</summary>
    /// <param name="at">JSON pointer of the target in the document that holds it.</param>
    public IReadOnlyList<FieldError> Validate(string at = "") => Problem() is { } problem ? [new(at + problem.Member, problem.Message)] : [];

    /// <summary>The target in words a log or a refusal can use, <c>4 business_hours</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{N} {TargetUnitNames.Of(Unit)}");

    private (string Member, string Message)? Problem()
    {
        if (!Enum.IsDefined(Unit))
        {
            return ("/unit", $"is not one of {string.Join(", ", TargetUnitNames.All)}");
        }
        if (N <= 0)
        {
            return ("/n", "is not more than 0");
        }
        if (N > (decimal)BusinessCalendar.Reach.TotalTicks / TicksEach(Unit))
        {
            return ("/n", "is more than two years");
        }
        return Unit == TargetUnit.BusinessDays
            ? N == decimal.Truncate(N) ? null : ("/n", "is not a whole number of days")
            : N * TicksEach(Unit) % NodaConstants.TicksPerSecond == 0 ? null : ("/n", "is not a whole number of seconds");
    }

    private static long TicksEach(TargetUnit unit) => unit switch
    {
        TargetUnit.BusinessMinutes or TargetUnit.ElapsedMinutes => NodaConstants.TicksPerMinute,
        TargetUnit.BusinessHours or TargetUnit.ElapsedHours => NodaConstants.TicksPerHour,
        TargetUnit.BusinessDays or TargetUnit.ElapsedDays => NodaConstants.TicksPerDay,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Not a unit of time."),
    };
}
