using System.Collections.Immutable;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>Divides a clock's time among the owners of its lead. Asked for by readers of one lead, never by the fold.</summary>
internal static class OwnerTimes
{
    /// <param name="clock">The clock.</param>
    /// <param name="events">The lead's events that were folded, in their own order.</param>
    /// <param name="asOf">Up to which instant clocks are judged.</param>
    public static ClockTimes Of(Clock clock, IEnumerable<JournalRow> events, Instant asOf)
    {
        var end = clock.Stop ?? (clock.Open ? Instant.Max(clock.Start, asOf) : clock.Due ?? clock.Start);
        var (before, since, owner) = (Duration.Zero, clock.Start, (string?)null);
        var owners = new List<OwnerTime>();
        foreach (var row in events)
        {
            if (row.Event.Data is not Assigned assigned) continue;
            if (row.Event.OccurredAt >= end) break;
            GiveUntil(row.Event.OccurredAt);
            owner = assigned.Owner;
        }

        GiveUntil(end);
        return new ClockTimes(
            clock.Clause.Key, clock.StartEvent, before, owners.Aggregate(Duration.Zero, (sum, one) => sum + one.Time), [.. owners]);

        void GiveUntil(Instant at)
        {
            if (at <= since) return;
            var time = clock.Compiled.Time.Worked(since, at, clock.Pauses);
            since = at;
            if (owner is null)
            {
                before += time;
                return;
            }

            var known = owners.FindIndex(one => one.Owner == owner);
            if (known < 0) owners.Add(new OwnerTime(owner, time));
            else owners[known] = owners[known] with { Time = owners[known].Time + time };
        }
    }
}
