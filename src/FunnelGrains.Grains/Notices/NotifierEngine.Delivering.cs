using FunnelGrains.Domain.Notices;
using FunnelGrains.Grains.Notices.Sending;
using FunnelGrains.Storage.Notices;
using NodaTime;

namespace FunnelGrains.Grains.Notices;

/// <summary>From messages to endpoints.</summary>
internal sealed partial class NotifierEngine
{
    private const int ReadAtOnce = 200;
    private static readonly Duration LongestBrake = Duration.FromMinutes(1);

    private RetrySchedule Schedule => new(
        Duration.FromTimeSpan(options.FirstRetry), Duration.FromTimeSpan(options.LongestRetry), Duration.FromTimeSpan(options.RetryFor));

    private async Task DeliverLoopAsync(Lane lane)
    {
        using var stop = ended.Token.Register(lane.Work.Set);
        while (!ended.IsCancellationRequested && !lane.Forgotten)
        {
            if (lane.Endpoint.Paused || lane.OnTheirWay.Count >= PlacesOf(lane))
            {
                await lane.Work.WaitAsync(null, clock.Provider, ended.Token);
                continue;
            }

            lane.Settled.Clear();
            var waiting = await notices.ReadWaitingAsync(workspace, lane.Endpoint.Id, ReadAtOnce, ended.Token);
            if (ended.IsCancellationRequested || lane.Forgotten) return;
            await lane.Work.WaitAsync(await TryAsync(lane, waiting), clock.Provider, ended.Token);
        }
    }

    /// <summary>Sends those whose time has come, as many at once as there are places.</summary>
    /// <returns>How long nothing is to be done; null until something happens.</returns>
    private async Task<TimeSpan?> TryAsync(Lane lane, IReadOnlyList<Notice> waiting)
    {
        foreach (var notice in waiting)
        {
            if (lane.OnTheirWay.Contains(notice.Id) || lane.Settled.Contains(notice.Id)) continue;
            while (lane.OnTheirWay.Count >= PlacesOf(lane) && !ended.IsCancellationRequested && !lane.Forgotten && !lane.Endpoint.Paused)
                await lane.Work.WaitAsync(null, clock.Provider, ended.Token);
            if (ended.IsCancellationRequested || lane.Forgotten || lane.Endpoint.Paused) return TimeSpan.Zero;
            var at = Instant.Max(notice.NextAt, lane.NotBefore);
            if (at > clock.Now) return (at - clock.Now).ToTimeSpan();
            lane.OnTheirWay.Add(notice.Id);
            _ = GuardAsync(AttemptAsync(lane, notice));
        }

        // A full page may have more behind it; else whatever comes or ends wakes the lane.
        return waiting.Count == ReadAtOnce ? TimeSpan.Zero : null;
    }

    /// <summary>People get one message after another; a program that fails gets one at a time until one succeeds.</summary>
    private int PlacesOf(Lane lane) => lane.Endpoint.Groups || lane.Failures > 0 ? 1 : options.Parallel;

    private async Task AttemptAsync(Lane lane, Notice notice)
    {
        var what = Outgoing.Of(notice);
        if (lane.Collecting is { } collecting && collecting.Notice.Id == notice.Id)
        {
            // From here on it takes nothing up; what it took up last may not be in the store yet.
            (what, lane.Collecting) = (collecting.What, null);
            notice = notice with { Document = collecting.Notice.Document };
        }

        var (at, began) = (clock.Now, clock.Provider.GetTimestamp());
        var result = await sender.SendAsync(lane.Endpoint, notice.Id, what, Book);
        if (ended.IsCancellationRequested || lane.Forgotten) return;
        var took = clock.Provider.GetElapsedTime(began);
        NoticeMetrics.Tried(lane.Endpoint.Settings.Kind, result.IsDelivered, took);
        var attempt = new NoticeAttempt(
            lane.Endpoint.Id, ++lane.LastAttempt, notice.Id, at, Duration.FromTimeSpan(took), notice.Attempts + 1, result.Reason, result.Detail, result.Code);
        var write = writer.New with { Attempts = [attempt] };
        if (result.IsDelivered) write = Delivered(lane, write, notice);
        else write = Failed(lane, write, notice, at, result);
        await writer.WriteAsync(write);
        lane.OnTheirWay.Remove(notice.Id);
        lane.Settled.Add(notice.Id);
        lane.Work.Set();
    }

    private static NoticeWrite Delivered(Lane lane, NoticeWrite write, Notice notice)
    {
        (lane.Failures, lane.NotBefore) = (0, Instant.MinValue);
        lane.Waiting--;
        write = write with { Done = [(notice.Endpoint, notice.Id)] };
        if (lane.Endpoint is { FailingSince: null, LastReason: null }) return write;
        lane.Endpoint = lane.Endpoint with { FailingSince = null, LastReason = null };
        return write with { Endpoints = [lane.Endpoint.ToStored()] };
    }

    private NoticeWrite Failed(Lane lane, NoticeWrite write, Notice notice, Instant at, SendResult result)
    {
        var now = clock.Now;
        lane.Failures++;
        var brake = Duration.FromTicks(Math.Min(
            Duration.FromTimeSpan(options.FirstRetry).TotalTicks * Math.Pow(2, Math.Min(lane.Failures - 1, 20)), LongestBrake.TotalTicks) * (0.5 + random.NextDouble() / 2));
        lane.NotBefore = now + brake;
        var first = notice.FirstTriedAt ?? at;
        var next = Schedule.Next(notice.Attempts + 1, first, now, random.NextDouble(), result.RetryAfter);
        var tried = notice with
        {
            FirstTriedAt = first,
            Attempts = notice.Attempts + 1,
            Reason = result.Reason,
            Detail = result.Detail,
            NextAt = next ?? now,
            Dead = next is null,
        };
        if (tried.Dead)
        {
            lane.Waiting--;
            NoticeMetrics.Died(lane.Endpoint.Settings.Kind, 1);
        }

        write = write with { Changed = [tried] };
        var endpoint = lane.Endpoint with { FailingSince = lane.Endpoint.FailingSince ?? at, LastReason = result.Detail };
        if (!endpoint.Paused && (result.Gone || now - endpoint.FailingSince!.Value >= Duration.FromTimeSpan(options.PauseAfter)))
            endpoint = endpoint with { Paused = true, PauseReason = result.Gone ? result.Detail : $"nothing could be delivered since {endpoint.FailingSince}: {result.Detail}" };
        if (endpoint == lane.Endpoint) return write;
        lane.Endpoint = endpoint;
        return write with { Endpoints = [endpoint.ToStored()] };
    }
}
