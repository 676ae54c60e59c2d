using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Grains.Goals;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Grains.Meetings;

/// <summary>A goal at a meeting as it is stored.</summary>
internal sealed record StoredMeetingGoal(StoredReading Current, StoredForecast? Forecast, StoredPastReading? Last, StoredForecast? Foretold)
{
    public static StoredMeetingGoal Of(MeetingGoal goal) => new(
        StoredReading.Of(goal.Current), StoredForecast.Of(goal.Forecast), goal.Last is { } last ? StoredPastReading.Of(last) : null, StoredForecast.Of(goal.Foretold));

    public MeetingGoal ToGoal() => new(Current.ToReading(), Forecast?.ToForecast(), Last?.ToReading(), Foretold?.ToForecast());
}

/// <summary>A forecast.</summary>
internal sealed record StoredForecast(long At, decimal Low, decimal Mid, decimal High)
{
    public static StoredForecast? Of(MeetingForecast? one) =>
        one is null ? null : new(one.At.ToUnixTimeMilliseconds(), one.Range.Low, one.Range.Mid, one.Range.High);

    public MeetingForecast ToForecast() => new(Instant.FromUnixTimeMilliseconds(At), new ForecastRange(Low, Mid, High));
}

/// <summary>The period that ran.</summary>
internal sealed record StoredReading(
    string Id, StoredGoal Definition, StoredText Label, string From, string To, decimal? Actual, decimal? Expected, decimal? Pace, decimal? Gap, decimal? Projection, decimal? PerDayLeft,
    int DaysLeft, long? MissesAllowed, GoalStatus Status, int Milestone)
{
    public static StoredReading Of(GoalReading one) => new(
        one.Id, StoredGoal.Of(one.Definition), StoredText.Of(one.Label), LocalDatePattern.Iso.Format(one.From), LocalDatePattern.Iso.Format(one.To), one.Actual, one.Expected, one.Pace,
        one.Gap, one.Projection, one.PerDayLeft, one.DaysLeft, one.MissesAllowed, one.Status, one.Milestone);

    public GoalReading ToReading() => new(
        Id, Definition.ToGoal(), Label.ToText(), LocalDatePattern.Iso.Parse(From).Value, LocalDatePattern.Iso.Parse(To).Value, Actual, Expected, Pace, Gap, Projection, PerDayLeft,
        DaysLeft, MissesAllowed, Status, Milestone);
}

/// <summary>The period that ended last.</summary>
internal sealed record StoredPastReading(
    string From, string To, StoredGoal Definition, long ClosesAt, bool Closed, decimal? Frozen, decimal? Now, decimal? Correction, long? MissesAllowed, decimal? MissedBy,
    GoalStatus Status, List<StoredMilestone> Milestones)
{
    public static StoredPastReading Of(GoalPastReading one) => new(
        LocalDatePattern.Iso.Format(one.From), LocalDatePattern.Iso.Format(one.To), StoredGoal.Of(one.Definition), one.ClosesAt.ToUnixTimeMilliseconds(), one.Closed, one.Frozen, one.Now,
        one.Correction, one.MissesAllowed, one.MissedBy, one.Status, [.. one.Milestones.Select(StoredMilestone.Of)]);

    public GoalPastReading ToReading() => new(
        LocalDatePattern.Iso.Parse(From).Value, LocalDatePattern.Iso.Parse(To).Value, Definition.ToGoal(), Instant.FromUnixTimeMilliseconds(ClosesAt), Closed, Frozen, Now, Correction,
        MissesAllowed, MissedBy, Status, [.. Milestones.Select(one => one.ToMilestone())]);
}
