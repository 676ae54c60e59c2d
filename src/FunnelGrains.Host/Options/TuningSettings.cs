using System.Collections.Immutable;
using static FunnelGrains.Host.Options.TuningSetting;

namespace FunnelGrains.Host.Options;

/// <summary>What can be set of the grains, with bounds within which the product keeps its promises.</summary>
internal static class TuningSettings
{
    /// <summary>Of the shards too, and of the whole installation: it has no default that could be set, since without it nothing is ever archived.</summary>
    public static TuningSetting ArchiveAfter { get; } = Time(
        HostSettings.ArchiveAfterName, "events received longer ago move from the journal into compressed files (never)", "1s", "36500d", (to, time) => to.Shard.ArchiveAfter = time);

    public static ImmutableArray<TuningSetting> All { get; } =
    [
        Time("Goals:CloseAfter", "how long after its end a goal's period closes (24h)", "0s", "31d", (to, time) => to.Goals.CloseAfter = time),
        Time("Goals:ForecastEvery", "forecasts are made anew when they are older (5m)", "100ms", "1d", (to, time) => to.Goals.ForecastEvery = time),
        Share("Goals:OnTrack", "pace from which a goal is on track (0.99)", 2, (to, share) => to.Goals.Thresholds = to.Goals.Thresholds with { OnTrack = share }),
        Share("Goals:Behind", "pace below which a goal is at risk (0.81)", 2, (to, share) => to.Goals.Thresholds = to.Goals.Thresholds with { Behind = share }),
        Share("Goals:FirstVerdict", "share of the period before there is a verdict (0.1)", 1, (to, share) => to.Goals.Thresholds = to.Goals.Thresholds with { FirstVerdict = share }),
        Time("Agreement:WatchInterval", "between two looks for versions of the agreement that came (5s)", "100ms", "20s", (to, time) => to.Agreement.WatchInterval = time),
        Time("Funnel:FrameInterval", "between two frames of a board (100ms)", "10ms", "5s", (to, time) => to.Funnel.FrameInterval = time),
        Time("Funnel:FrameHeartbeat", "a frame goes out at least so often (5s)", "100ms", "5s", (to, time) => to.Funnel.FrameHeartbeat = time),
        Time("Funnel:GoalInterval", "between two rounds of telling goals the time (1s)", "100ms", "1m", (to, time) => to.Funnel.GoalInterval = time),
        Time("Funnel:SourceInterval", "between two readings of the sources while a board is looked at (10s)", "1s", "10m", (to, time) => to.Funnel.SourceInterval = time),
        Time("Funnel:ObserverExpiry", "a web node that says nothing is forgotten after (10s)", "5s", "10m", (to, time) => to.Funnel.ObserverExpiry = time),
        Time("Meetings:Interval", "between two looks for meetings whose time has come (5s)", "100ms", "5m", (to, time) => to.Meetings.Interval = time),
        Time("Notices:Interval", "between two looks for what is to be told (2s)", "100ms", "1m", (to, time) => to.Notices.Interval = time),
        Time("Notices:GroupWithin", "people are told in one message what is announced within (10s)", "0s", "1h", (to, time) => to.Notices.GroupWithin = time),
        Time("Notices:Timeout", "how long one attempt to deliver may take (10s)", "100ms", "1m", (to, time) => to.Notices.Timeout = time),
        Time("Notices:FirstRetry", "the longest first wait after an attempt that failed; later ones double (10s)", "1s", "1h", (to, time) => to.Notices.FirstRetry = time),
        Time("Notices:LongestRetry", "no wait between two attempts is longer (3h)", "1s", "1d", (to, time) => to.Notices.LongestRetry = time),
        Time("Notices:RetryFor", "how long a message is tried (26h)", "24h", "30d", (to, time) => to.Notices.RetryFor = time),
        Time("Notices:PauseAfter", "an endpoint that fails for so long is paused (3d)", "1h", "30d", (to, time) => to.Notices.PauseAfter = time),
        Time("Notices:KeepDead", "dead messages are kept for (30d)", "1d", "365d", (to, time) => to.Notices.KeepDead = time),
        Count("Notices:Parallel", "messages on their way to one endpoint at once (4)", 1, 64, (to, n) => to.Notices.Parallel = n),
        Count("Notices:WaitingLimit", "messages that may wait for one endpoint (100000)", 1_000, 10_000_000, (to, n) => to.Notices.WaitingLimit = n),
        Flag("Notices:AllowHttp", "messages may go to http addresses (false)", (to, yes) => to.Notices.AllowHttp = yes),
        Flag("Notices:AllowPrivate", "messages may go into private networks and to this machine (false)", (to, yes) => to.Notices.AllowPrivate = yes),
        Count("Shard:QueueLimit", "events that may wait in a shard (20000)", 1_000, 1_000_000, (to, n) => to.Shard.QueueLimit = n),
        Count("Shard:BatchLimit", "events appended at once (2000)", 1, 100_000, (to, n) => to.Shard.BatchLimit = n),
        Count("Shard:ResidentLimit", "leads of a shard kept in memory (50000)", 1, 10_000_000, (to, n) => to.Shard.ResidentLimit = n),
        Count("Shard:LeadEventLimit", "events that one lead may have (10000)", 1, 100_000, (to, n) => to.Shard.LeadEventLimit = n),
        Count("Shard:ReplayPage", "events read at once when a shard is opened (5000)", 1, 100_000, (to, n) => to.Shard.ReplayPage = n),
        Time("Shard:OpeningPatience", "events that come while a shard is opened wait for so long (1s)", "0s", "1m", (to, time) => to.Shard.OpeningPatience = time),
        Time("Shard:CheckpointInterval", "between two saves of what is counted (5s)", "10ms", "1h", (to, time) => to.Shard.CheckpointInterval = time),
        Count("Shard:CheckpointLeads", "leads saved in one transaction (2000)", 1, 100_000, (to, n) => to.Shard.CheckpointLeads = n),
        Time("Shard:PartialInterval", "between two tellings of a shard's counts (20ms)", "1ms", "1s", (to, time) => to.Shard.PartialInterval = time),
        Time("Shard:PartialHeartbeat", "counts are told at least so often (5s)", "100ms", "5s", (to, time) => to.Shard.PartialHeartbeat = time),
        Time("Shard:RetryAfter", "what senders are told to wait (1s)", "1s", "1h", (to, time) => to.Shard.RetryAfter = time),
        Time("Shard:ArchiveInterval", "between two looks for events to archive (1h)", "100ms", "7d", (to, time) => to.Shard.ArchiveInterval = time),
        Time("Shard:SpreadInterval", "between two looks whether another silo has fewer shards (10s)", "100ms", "1d", (to, time) => to.Shard.SpreadInterval = time),
        Time("Shard:SeasonedAfter", "shards go to silos that are up for so long, where there are such (30s)", "0s", "1h", (to, time) => to.Shard.SeasonedAfter = time),
        Count("Shard:RecentDays", "days whose counts stay in memory (100)", 100, 1_000, (to, n) => to.Shard.RecentDays = n),
    ];
}
