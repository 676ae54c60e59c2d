using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Grains.Notices.Sending;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Time;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Notices;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Notices;

/// <summary>
/// Takes announcements over from the journal and delivers them. Nothing is sent before it is kept, and nothing is forgotten before it is delivered and that is kept: whatever dies in between is
/// done again, with the same ids. All its code runs on one scheduler, one turn at a time.
/// </summary>
internal sealed partial class NotifierEngine
{
    private readonly string workspace;
    private readonly Func<AgreementBook> agreed;
    private readonly INotices notices;
    private readonly IJournal journal;
    private readonly Func<string, Task<LeadView?>> leads;
    private readonly INoticeSender sender;
    private readonly ServerClock clock;
    private readonly NotifierOptions options;
    private readonly MailOptions mail;
    private readonly Random random;
    private readonly ILogger logger;
    private readonly Action abandoned;

    private readonly SortedDictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long> cursors = [];
    private readonly CancellationTokenSource ended = new();
    private readonly Signal woken = new();
    private NoticeWriter writer = null!;

    /// <param name="workspace">The workspace.</param>
    /// <param name="agreed">Its agreement as it is known now.</param>
    /// <param name="notices">The messages.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="leads">A lead as counted now; null for an unknown one.</param>
    /// <param name="sender">The net.</param>
    /// <param name="clock">The time.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="mail">The mail server.</param>
    /// <param name="random">Spreads waits.</param>
    /// <param name="logger">Where it says what happens.</param>
    /// <param name="abandoned">Called when it gives up.</param>
    public NotifierEngine(
        string workspace, Func<AgreementBook> agreed, INotices notices, IJournal journal, Func<string, Task<LeadView?>> leads, INoticeSender sender, ServerClock clock,
        NotifierOptions options, MailOptions mail, Random random, ILogger logger, Action abandoned)
    {
        (this.workspace, this.agreed, this.notices, this.journal, this.leads, this.sender) = (workspace, agreed, notices, journal, leads, sender);
        (this.clock, this.options, this.mail, this.random, this.logger, this.abandoned) = (clock, options, mail, random, logger, abandoned);
    }

    private AgreementBook Book => agreed();

    /// <summary>Takes the workspace's messages over, and begins.</summary>
    /// <exception cref="NoticesUnavailableException">They cannot be read or written now.</exception>
    public async Task OpenAsync()
    {
        var claim = await notices.ClaimAsync(workspace);
        writer = new NoticeWriter(notices, workspace, claim.Number, Abandon);
        foreach (var (shard, seq) in claim.Cursors) cursors[shard] = seq;
        var counts = (await notices.CountAsync(workspace, ended.Token)).ToDictionary(count => count.Endpoint, StringComparer.Ordinal);
        Tracing.Leave();
        foreach (var kept in claim.Endpoints)
        {
            var lane = new Lane(Endpoint.Of(kept)) { LastAttempt = claim.LastAttempts.GetValueOrDefault(kept.Id), Waiting = counts.GetValueOrDefault(kept.Id)?.Waiting ?? 0 };
            Begin(lane);
        }

        _ = GuardAsync(CollectLoopAsync());
        woken.Set();
    }

    /// <summary>Looks for announcements now.</summary>
    public void Wake() => woken.Set();

    /// <summary>Ends all that runs. What is on its way may arrive, and is sent again by whoever comes next.</summary>
    public void Close()
    {
        if (ended.IsCancellationRequested) return;
        ended.Cancel();
        writer?.Close(new NoticesUnavailableException("The messages that go out change their owner"));
        woken.Set();
        foreach (var lane in lanes.Values)
        {
            lane.Waiting = 0;
            lane.Work.Set();
        }
    }

    private void Begin(Lane lane)
    {
        lanes[lane.Endpoint.Id] = lane;
        NoticeMetrics.Opened(lane.Endpoint.Settings.Kind);
        _ = GuardAsync(DeliverLoopAsync(lane));
    }

    /// <summary>Whatever went wrong: memory is dropped, and the next activation reads what is true.</summary>
    private void Abandon(Exception why)
    {
        if (ended.IsCancellationRequested) return;
        LogAbandoned(logger, why, workspace);
        Close();
        abandoned();
    }

    private async Task GuardAsync(Task running)
    {
        try
        {
            await running;
        }
        catch (Exception unknown)
        {
            Abandon(unknown);
        }
    }

    private Notice NewNotice(Lane lane, string id, Outgoing what, Instant at) => lane.Waiting < options.WaitingLimit
        ? new Notice(lane.Endpoint.Id, id, false, clock.Now, null, at, 0, null, null, what.Write())
        : new Notice(lane.Endpoint.Id, id, true, clock.Now, null, at, 0, "queue_full", $"more than {options.WaitingLimit} messages waited", what.Write());

    /// <summary>A new message is kept: its lane may send it.</summary>
    private static void Kept(Lane lane, Notice notice)
    {
        if (notice.Dead) NoticeMetrics.Died(lane.Endpoint.Settings.Kind, 1);
        lane.Work.Set();
    }

    [LoggerMessage(LogLevel.Warning, "The notifier of {Workspace} gives up and will be read again")]
    private static partial void LogAbandoned(ILogger logger, Exception why, string workspace);
}
