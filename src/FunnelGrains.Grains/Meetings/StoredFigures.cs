using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Grains.Meetings;

/// <summary>Figures as they are stored; instants as Unix milliseconds.</summary>
internal sealed record StoredFigures(
    long TakenAt, int Agreement, List<StoredMeetingGoal> Goals, StoredFunnel Last, StoredFunnel Running, List<StoredClause> Clauses, StoredBreaches Breaches)
{
    public static StoredFigures Of(MeetingFigures figures) => new(
        figures.TakenAt.ToUnixTimeMilliseconds(), figures.Agreement, [.. figures.Goals.Select(StoredMeetingGoal.Of)], StoredFunnel.Of(figures.Last), StoredFunnel.Of(figures.Running),
        [.. figures.Clauses.Select(StoredClause.Of)], StoredBreaches.Of(figures.Breaches));

    public MeetingFigures ToFigures() => new(
        Instant.FromUnixTimeMilliseconds(TakenAt), Agreement, [.. Goals.Select(goal => goal.ToGoal())], Last.ToFunnel(), Running.ToFunnel(),
        [.. Clauses.Select(clause => clause.ToClause())], Breaches.ToBreaches());
}

/// <summary>A text in both languages.</summary>
internal sealed record StoredText(string Pt, string En)
{
    public static StoredText Of(LocalText text) => new(text.Pt, text.En);

    public LocalText ToText() => new(Pt, En);
}

/// <summary>A clause.</summary>
internal sealed record StoredClause(string Key, StoredText Name, string Team, StoredCount Last, StoredCount Running)
{
    public static StoredClause Of(MeetingClause one) => new(one.Key, StoredText.Of(one.Name), one.Team, StoredCount.Of(one.Last), StoredCount.Of(one.Running));

    public MeetingClause ToClause() => new(Key, Name.ToText(), Team, Last.ToCount(), Running.ToCount());
}

/// <summary>Clocks of a clause.</summary>
internal sealed record StoredCount(long Met, long Breached, long Open, decimal? Compliance)
{
    public static StoredCount Of(ClauseCount one) => new(one.Met, one.Breached, one.Open, one.Compliance);

    public ClauseCount ToCount() => new(Met, Breached, Open, Compliance);
}
