using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Grains.Time;
using NodaTime;

namespace FunnelGrains.Grains.Meetings;

/// <summary>Reads which promises were broken between two instants and why, as the lists and the desk have it now: what was repaired or explained since is told as that.</summary>
internal sealed class BrokenPromises(string workspace, IReadOnlyList<IFunnelShardGrain> shards, IGrainFactory grains, ServerClock clock)
{
    private const int Listed = 200;
    private const int MostGroups = 100;
    private const int MostPages = 20;

    /// <param name="from">Due from here on, inclusive.</param>
    /// <param name="to">Due before here.</param>
    public async Task<MeetingBreaches> ReadAsync(Instant from, Instant to)
    {
        var (takenAt, desk, cursor) = (clock.Now, new Dictionary<string, DeskStanding>(StringComparer.Ordinal), (string?)null);
        // What this meeting does not see no later one looks for: so also what no list has yet. Memory first, then the lists.
        var found = (await Task.WhenAll(shards.Select(shard => shard.UnsavedBreachesAsync(from, to)))).SelectMany(breaches => breaches)
            .ToDictionary(one => one.Breach.Id, StringComparer.Ordinal);
        for (var page = 0; page < MostPages; page++)
        {
            var read = await grains.GetGrain<IListsGrain>(workspace).BreachesAsync(new BreachListQuestion(OpenOnly: false, from, to, cursor));
            foreach (var one in read.Breaches) found.TryAdd(one.Breach.Id, one);
            // A node of the version before tells of none.
            foreach (var one in read.Desk.IsDefault ? [] : read.Desk) desk[one.Breach] = one;
            if ((cursor = read.Next) is null) break;
        }

        var all = found.Values.OrderByDescending(one => one.Breach.Due).ThenBy(one => one.Breach.Id, StringComparer.Ordinal).ToList();
        var standing = all.Where(one => !one.Breach.Rescinded).ToList();
        var groups = standing.GroupBy(one => (one.Breach.Clause, one.Breach.Team, one.Breach.Owner))
            .Select(alike => new BreachGroup(alike.Key.Clause, alike.Key.Team, alike.Key.Owner, alike.Count(), alike.Count(one => one.Breach.Open)))
            .OrderByDescending(group => group.Count).ThenBy(group => group.Clause, StringComparer.Ordinal).ThenBy(group => group.Owner, StringComparer.Ordinal);
        var reasons = standing.Where(one => desk.GetValueOrDefault(one.Breach.Id) is { ResolvedBy: not null }).GroupBy(one => (one.Breach.Clause, desk[one.Breach.Id].Code))
            .Select(alike => new BreachReason(alike.Key.Clause, alike.Key.Code, alike.Count()))
            .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Clause, StringComparer.Ordinal).ThenBy(reason => reason.Code, StringComparer.Ordinal);
        return new MeetingBreaches(
            from, to, takenAt, standing.Count, cursor is not null, [.. groups.Take(MostGroups)], [.. reasons.Take(MostGroups)],
            [.. all.Take(Listed).Select(one => new MeetingBreach(one, desk.GetValueOrDefault(one.Breach.Id)))]);
    }
}
