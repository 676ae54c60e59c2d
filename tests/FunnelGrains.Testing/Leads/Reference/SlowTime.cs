using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>Days, due instants and buckets by their definitions.</summary>
internal sealed class SlowTime(Workspace workspace)
{
    private readonly Dictionary<string, BusinessCalendar> calendars =
        workspace.Agreements[0].Calendars.ToDictionary(pair => pair.Key, pair => new BusinessCalendar(pair.Value));

    public Agreement Agreement => workspace.Agreements[0];

    /// <summary>The workspace's local day.</summary>
    public int Day(Instant at) =>
        Period.DaysBetween(new LocalDate(1970, 1, 1), at.InZone(DateTimeZoneProviders.Tzdb[workspace.Zone]).Date);

    /// <summary>Open time by the calendar of the team that owns a stage.</summary>
    public Duration Business(string stage, Instant from, Instant to)
    {
        var owner = Agreement.Stages.Single(known => known.Key == stage).Team;
        return calendars[Agreement.Teams.Single(team => team.Key == owner).Calendar].Between(from, to);
    }

    /// <summary>Null when it cannot be reached.</summary>
    public Instant? Due(Clause clause, Instant start)
    {
        var calendar = calendars[clause.Calendar];
        var n = (double)clause.Target.N;
        return clause.Target.Unit switch
        {
            TargetUnit.BusinessMinutes => calendar.Add(start, Duration.FromMinutes(n)),
            TargetUnit.BusinessHours => calendar.Add(start, Duration.FromHours(n)),
            TargetUnit.BusinessDays => calendar.OpenTimeOfBusinessDays(start, (int)n) is { } open ? calendar.Add(start, open) : null,
            TargetUnit.ElapsedMinutes => start + Duration.FromSeconds(60 * n),
            TargetUnit.ElapsedHours => start + Duration.FromSeconds(3_600 * n),
            _ => start + Duration.FromSeconds(86_400 * n),
        };
    }

    /// <summary>The first bucket, of ratio 2^(1/8) from 1 s, whose upper bound is not below the duration.</summary>
    public static int Bucket(Duration duration)
    {
        var bucket = 0;
        while (Math.Pow(2, bucket / 8.0) < duration.TotalSeconds * (1 - 1e-12)) bucket++;
        return bucket;
    }
}
