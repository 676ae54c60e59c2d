using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>Days, due instants and buckets by their definitions.</summary>
internal sealed class SlowTime(Workspace workspace)
{
    private const int MostTried = 200_000;

    private static readonly ConditionalWeakTable<Workspace, Dictionary<string, BusinessCalendar>> Known = [];

    /// <summary>What was found by trying, without pauses: histories begin at the same instants again and again.</summary>
    private static readonly ConcurrentDictionary<(BusinessCalendar, Instant, Duration), Instant?> Tried = new();

    private static readonly BusinessCalendar AnyTime = BusinessCalendar.Always();
    private Dictionary<string, BusinessCalendar>? calendars;

    /// <summary>By key; versions may add calendars, and change none.</summary>
    private Dictionary<string, BusinessCalendar> All => calendars ??= Known.GetValue(workspace, static of => of.Agreements
        .SelectMany(version => version.Calendars).DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => new BusinessCalendar(pair.Value)));

    public Agreement Agreement => workspace.Agreements[0];

    /// <summary>The workspace's local day.</summary>
    public int Day(Instant at) =>
        Period.DaysBetween(new LocalDate(1970, 1, 1), at.InZone(DateTimeZoneProviders.Tzdb[workspace.Zone]).Date);

    /// <summary>Open time by the calendar of the team that owns a stage.</summary>
    public Duration Business(string stage, Instant from, Instant to)
    {
        var owner = Agreement.Stages.Single(known => known.Key == stage).Team;
        return All[Agreement.Teams.Single(team => team.Key == owner).Calendar].Between(from, to);
    }

    /// <summary>All versions, ascending.</summary>
    public IReadOnlyList<Agreement> Versions => workspace.Agreements;

    /// <summary>The version in force; before the first, the first.</summary>
    public Agreement At(Instant at) => Versions.LastOrDefault(version => version.InForceFrom <= at) ?? Versions[0];

    /// <summary>The calendar in whose time a clause runs.</summary>
    public BusinessCalendar TimeOf(Clause clause) => clause.Target.Unit is TargetUnit.BusinessMinutes or TargetUnit.BusinessHours or TargetUnit.BusinessDays
        ? All[clause.Calendar] : AnyTime;

    /// <summary>What a target comes to at its start; null when it does not fit.</summary>
    public Duration? Length(Clause clause, Instant start)
    {
        var n = (double)clause.Target.N;
        return clause.Target.Unit switch
        {
            TargetUnit.BusinessMinutes or TargetUnit.ElapsedMinutes => Duration.FromMinutes(n),
            TargetUnit.BusinessHours or TargetUnit.ElapsedHours => Duration.FromHours(n),
            TargetUnit.BusinessDays => All[clause.Calendar].OpenTimeOfBusinessDays(start, (int)n),
            _ => Duration.FromSeconds(86_400 * n),
        };
    }

    /// <summary>How much of a clause's time had run at an instant.</summary>
    public Duration Worked(Clause clause, Instant start, List<(Instant From, Instant To)> pauses, Instant at)
    {
        var calendar = TimeOf(clause);
        return pauses.Where(pause => pause.From < at).Aggregate(
            calendar.Between(start, at), (worked, pause) => worked - calendar.Between(pause.From, Instant.Min(pause.To, at)));
    }

    /// <summary>The first millisecond at which so much had run, found by trying; null when it is not within two years of the last pause.</summary>
    public Instant? Reaches(Clause clause, Instant start, List<(Instant From, Instant To)> pauses, Duration run)
    {
        if (pauses.Count > 0) return Try(clause, start, pauses, run);
        var asked = (TimeOf(clause), start, run);
        if (Tried.TryGetValue(asked, out var known)) return known;
        if (Tried.Count > MostTried) Tried.Clear();
        return Tried[asked] = Try(clause, start, pauses, run);
    }

    private Instant? Try(Clause clause, Instant start, List<(Instant From, Instant To)> pauses, Duration run)
    {
        var (low, most) = (start.ToUnixTimeMilliseconds(), (pauses.Select(pause => pause.To).Append(start).Max() + BusinessCalendar.Reach).ToUnixTimeMilliseconds());
        var high = low;
        for (long ahead = 1 << 23; Worked(clause, start, pauses, Instant.FromUnixTimeMilliseconds(high)) < run; ahead *= 4)
        {
            if (high == most) return null;
            (low, high) = (high, Math.Min(high + ahead, most));
        }

        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Worked(clause, start, pauses, Instant.FromUnixTimeMilliseconds(middle)) >= run) high = middle;
            else low = middle + 1;
        }

        return Instant.FromUnixTimeMilliseconds(low);
    }

    /// <summary>The first bucket, of ratio 2^(1/8) from 1 s, whose upper bound is not below the duration.</summary>
    public static int Bucket(Duration duration)
    {
        var bucket = 0;
        while (Math.Pow(2, bucket / 8.0) < duration.TotalSeconds * (1 - 1e-12)) bucket++;
        return bucket;
    }
}
