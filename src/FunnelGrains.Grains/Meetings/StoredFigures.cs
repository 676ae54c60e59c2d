using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Sla;
using NodaTime;
using NodaTime.Text;

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

/// <summary>The list of broken promises.</summary>
internal sealed record StoredBreaches(long From, long To, long TakenAt, int Total, bool More, List<StoredGroup> Groups, List<StoredBreach> Listed)
{
    public static StoredBreaches Of(MeetingBreaches one) => new(
        one.From.ToUnixTimeMilliseconds(), one.To.ToUnixTimeMilliseconds(), one.TakenAt.ToUnixTimeMilliseconds(), one.Total, one.More,
        [.. one.Groups.Select(group => new StoredGroup(group.Clause, group.Team, group.Owner, group.Count, group.Open))], [.. one.Listed.Select(StoredBreach.Of)]);

    public MeetingBreaches ToBreaches() => new(
        Instant.FromUnixTimeMilliseconds(From), Instant.FromUnixTimeMilliseconds(To), Instant.FromUnixTimeMilliseconds(TakenAt), Total, More,
        [.. Groups.Select(group => new BreachGroup(group.Clause, group.Team, group.Owner, group.Count, group.Open))], [.. Listed.Select(breach => breach.ToBreach())]);
}

/// <summary>Breaches that are alike.</summary>
internal sealed record StoredGroup(string Clause, string Team, string? Owner, int Count, int Open);

/// <summary>A broken promise.</summary>
internal sealed record StoredBreach(
    string Lead, string Id, string Clause, string StartEvent, int Cycle, long Due, long? AnnouncedAt, string? Owner, string Team, ClockState State, bool Open, bool Rescinded)
{
    public static StoredBreach Of(LeadBreach one) => new(
        one.Lead, one.Breach.Id, one.Breach.Clause, one.Breach.StartEvent, one.Breach.Cycle, one.Breach.Due.ToUnixTimeMilliseconds(), one.Breach.AnnouncedAt?.ToUnixTimeMilliseconds(),
        one.Breach.Owner, one.Breach.Team, one.Breach.State, one.Breach.Open, one.Breach.Rescinded);

    public LeadBreach ToBreach() => new(Lead, new BreachView(
        Id, Clause, StartEvent, Cycle, Instant.FromUnixTimeMilliseconds(Due), AnnouncedAt is { } at ? Instant.FromUnixTimeMilliseconds(at) : null, Owner, Team, State, Open, Rescinded));
}
