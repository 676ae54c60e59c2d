using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Grains.Meetings;

/// <summary>The list of broken promises as it is stored; instants as Unix milliseconds.</summary>
internal sealed record StoredBreaches(long From, long To, long TakenAt, int Total, bool More, List<StoredGroup> Groups, List<StoredReason> Reasons, List<StoredBreach> Listed)
{
    public static StoredBreaches Of(MeetingBreaches one) => new(
        one.From.ToUnixTimeMilliseconds(), one.To.ToUnixTimeMilliseconds(), one.TakenAt.ToUnixTimeMilliseconds(), one.Total, one.More,
        [.. one.Groups.Select(group => new StoredGroup(group.Clause, group.Team, group.Owner, group.Count, group.Open))],
        [.. one.Reasons.Select(reason => new StoredReason(reason.Clause, reason.Code, reason.Count))], [.. one.Listed.Select(StoredBreach.Of)]);

    public MeetingBreaches ToBreaches() => new(
        Instant.FromUnixTimeMilliseconds(From), Instant.FromUnixTimeMilliseconds(To), Instant.FromUnixTimeMilliseconds(TakenAt), Total, More,
        [.. Groups.Select(group => new BreachGroup(group.Clause, group.Team, group.Owner, group.Count, group.Open))],
        [.. Reasons.Select(reason => new BreachReason(reason.Clause, reason.Code, reason.Count))], [.. Listed.Select(breach => breach.ToBreach())]);
}

/// <summary>Breaches that are alike.</summary>
internal sealed record StoredGroup(string Clause, string Team, string? Owner, int Count, int Open);

/// <summary>Breaches with the same kind of reason.</summary>
internal sealed record StoredReason(string Clause, string? Code, int Count);

/// <summary>A broken promise.</summary>
internal sealed record StoredBreach(
    string Lead, string Id, string Clause, string StartEvent, int Cycle, long Due, long? AnnouncedAt, string? Owner, string Team, ClockState State, bool Open, bool Rescinded,
    StoredStanding? Standing)
{
    public static StoredBreach Of(MeetingBreach of)
    {
        var (lead, one) = (of.Breach.Lead, of.Breach.Breach);
        return new(
            lead, one.Id, one.Clause, one.StartEvent, one.Cycle, one.Due.ToUnixTimeMilliseconds(), one.AnnouncedAt?.ToUnixTimeMilliseconds(), one.Owner, one.Team, one.State, one.Open,
            one.Rescinded, of.Standing is { } standing ? StoredStanding.Of(standing) : null);
    }

    public MeetingBreach ToBreach() => new(
        new LeadBreach(Lead, new BreachView(
            Id, Clause, StartEvent, Cycle, Instant.FromUnixTimeMilliseconds(Due), AnnouncedAt is { } at ? Instant.FromUnixTimeMilliseconds(at) : null, Owner, Team, State, Open, Rescinded)),
        Standing?.ToStanding(Id));
}

/// <summary>What was done about a broken promise.</summary>
internal sealed record StoredStanding(string? TakenBy, long? TakenAt, string? ResolvedBy, long? ResolvedAt, string? Reason, string? Code, int Notes)
{
    public static StoredStanding Of(DeskStanding one) => new(
        one.TakenBy, one.TakenAt?.ToUnixTimeMilliseconds(), one.ResolvedBy, one.ResolvedAt?.ToUnixTimeMilliseconds(), one.Reason, one.Code, one.Notes);

    public DeskStanding ToStanding(string breach) => new(
        breach, TakenBy, TakenAt is { } taken ? Instant.FromUnixTimeMilliseconds(taken) : null, ResolvedBy,
        ResolvedAt is { } resolved ? Instant.FromUnixTimeMilliseconds(resolved) : null, Reason, Code, Notes);
}
