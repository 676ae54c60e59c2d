using FunnelGrains.Domain.Notices;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Notices;
using NodaTime;

namespace FunnelGrains.Grains.Notices;

/// <summary>From the journal into messages.</summary>
internal sealed partial class NotifierEngine
{
    private const int Page = 500;
    private const int ArchivedPage = 5_000;
    private static readonly Duration CursorsKept = Duration.FromMinutes(1);
    private static readonly Duration SweepEvery = Duration.FromHours(1);
    private Instant cursorsKeptAt = Instant.MinValue;
    private Instant sweptAt = Instant.MinValue;

    /// <summary>Takes over an announcement of no journal, for every endpoint that asked for it.</summary>
    public async Task AnnounceAsync(Announcement announcement)
    {
        var write = writer.New;
        var kept = new List<(Lane Lane, Notice Notice)>();
        foreach (var lane in lanes.Values.Where(lane => lane.Endpoint.Settings.Wants(announcement)))
        {
            // It may come again, so it has a message of its own, by whose id it is known.
            var notice = NewNotice(lane, NoticeId.Of(lane.Endpoint.Id, announcement.Id), Outgoing.Of(announcement), clock.Now);
            kept.Add((lane, notice));
        }

        if (kept.Count == 0) return;
        await writer.WriteAsync(write with { Added = [.. kept.Select(one => one.Notice)] });
        foreach (var (lane, notice) in kept)
        {
            if (!notice.Dead) lane.Waiting++;
            Kept(lane, notice);
        }
    }

    private async Task CollectLoopAsync()
    {
        using var stop = ended.Token.Register(woken.Set);
        while (!ended.IsCancellationRequested)
        {
            await woken.WaitAsync(null, clock.Provider, ended.Token);
            if (ended.IsCancellationRequested) return;
            for (var shard = 0; shard < Book.Workspace.Shards && lanes.Count > 0; shard++)
                while (await CollectAsync(shard) && !ended.IsCancellationRequested) { }
            while (lanes.Count > 0 && !ended.IsCancellationRequested && await LetGoAsync()) { }
            await SweepAsync();
        }
    }

    /// <returns>Whether there is more.</returns>
    private async Task<bool> CollectAsync(int shard)
    {
        var after = cursors.GetValueOrDefault(shard);
        var page = await notices.ReadAnnouncedAsync(new ShardKey(workspace, shard), after, Page, ended.Token);
        if (page.ArchivedThrough > after)
        {
            // Rows went into the archive while nobody was here to read them: they are looked through one after another.
            var rows = await journal.ReadAfterAsync(new ShardKey(workspace, shard), after, ArchivedPage, ended.Token);
            page = new AnnouncedRows(rows, rows.Count > 0 ? rows[^1].Seq : after, 0);
        }
        else if (page.Through < after)
        {
            // A journal that ends before what was read of it is another one's, restored from before: what it says from here on is told.
            LogShorter(logger, new ShardKey(workspace, shard).ToString(), after, page.Through);
        }

        if (ended.IsCancellationRequested) return false;
        await HandOverAsync(shard, page);
        return page.Rows.Count >= Page;
    }

    /// <summary>Makes messages of announcements, and keeps them together with how far the journal was read.</summary>
    private async Task HandOverAsync(int shard, AnnouncedRows page)
    {
        var before = cursors.GetValueOrDefault(shard);
        cursors[shard] = page.Through;
        var (added, changed) = (new Dictionary<(string Endpoint, string Id), Notice>(), new Dictionary<(string, string), Notice>());
        var held = new List<HeldAnnouncement>();
        foreach (var announcement in page.Rows.Select(Announcement.Of).OfType<Announcement>())
        {
            var recipients = Recipients.Of(announcement, Book);
            foreach (var lane in lanes.Values)
            {
                // What was announced before somebody asked is not told to him.
                if (announcement.At < lane.Endpoint.CreatedAt || !lane.Endpoint.Settings.Wants(announcement, recipients)) continue;
                if (recipients is not null && lane.Endpoint.Settings.StandsForSomebody && Closed(announcement, clock.Now) is { } until)
                    held.Add(new HeldAnnouncement(lane.Endpoint.Id, announcement.Id, until, Outgoing.Of(announcement).Write()));
                else Take(lane, announcement, added, changed);
            }
        }

        var isQuiet = added.Count == 0 && changed.Count == 0 && held.Count == 0;
        if (isQuiet && (page.Through == before || clock.Now - cursorsKeptAt < CursorsKept)) return;
        cursorsKeptAt = clock.Now;
        // All cursors: those of quiet shards moved in memory only.
        await writer.WriteAsync(writer.New with { Cursors = [.. cursors.Select(of => (of.Key, of.Value))], Added = [.. added.Values], Changed = [.. changed.Values], Held = held });
        Keep(added.Values);
    }

    private void Keep(IEnumerable<Notice> added)
    {
        foreach (var notice in added)
            if (lanes.TryGetValue(notice.Endpoint, out var lane)) Kept(lane, notice);
    }

    /// <summary>In one turn, so that a message that is taken to be sent gets nothing more.</summary>
    private void Take(Lane lane, Announcement one, Dictionary<(string Endpoint, string Id), Notice> added, Dictionary<(string, string), Notice> changed)
    {
        var now = clock.Now;
        if (lane.Collecting is { } collecting && collecting.Notice.NextAt > now)
        {
            var more = collecting.What.With(one);
            var notice = collecting.Notice with { Document = more.Write() };
            lane.Collecting = (notice, more);
            var key = (notice.Endpoint, notice.Id);
            (added.ContainsKey(key) ? added : changed)[key] = notice;
            return;
        }

        var what = Outgoing.Of(one);
        var groups = lane.Endpoint.Groups && options.GroupWithin > TimeSpan.Zero;
        var made = NewNotice(lane, NoticeId.Of(lane.Endpoint.Id, one.Id), what, groups ? now + Duration.FromTimeSpan(options.GroupWithin) : now);
        if (!added.TryAdd((made.Endpoint, made.Id), made) || made.Dead) return;
        lane.Waiting++;
        if (groups) lane.Collecting = (made, what);
    }

    private async Task SweepAsync()
    {
        if (lanes.Count == 0 || clock.Now - sweptAt < SweepEvery || ended.IsCancellationRequested) return;
        sweptAt = clock.Now;
        await writer.WriteAsync(writer.New with { ForgetDeadBefore = clock.Now - Duration.FromTimeSpan(options.KeepDead) });
    }

    [Microsoft.Extensions.Logging.LoggerMessage(
        Microsoft.Extensions.Logging.LogLevel.Warning, "Shard {Shard} was read through {Read} for announcements, and its journal ends at {Last}; what comes after that is told")]
    private static partial void LogShorter(Microsoft.Extensions.Logging.ILogger logger, string shard, long read, long last);
}
