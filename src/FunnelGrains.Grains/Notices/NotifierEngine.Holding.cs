using FunnelGrains.Domain;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Storage.Notices;
using NodaTime;

namespace FunnelGrains.Grains.Notices;

/// <summary>Steps of escalations that came outside the hours of those whom they are for: they wait for the next opening, and are told then if there is reason still.</summary>
internal sealed partial class NotifierEngine
{
    private const int AskedAtOnce = 16;

    /// <summary>When a lead is asked about again that could not be read.</summary>
    private static readonly Duration AskAgain = Duration.FromSeconds(30);

    /// <summary>The next opening of the calendar of the recipients' team, which is that of the clause; null while it is open, and where none comes.</summary>
    private Instant? Closed(Announcement step, Instant now)
    {
        var hours = Book.At(now).CalendarOf(step.Text("team") ?? "");
        return hours.IsOpen(now) ? null : hours.NextOpening(now);
    }

    /// <summary>Makes messages of what was held until now. In one transaction each is a message, or is gone, or waits on.</summary>
    /// <returns>Whether there is more.</returns>
    private async Task<bool> LetGoAsync()
    {
        var now = clock.Now;
        var page = await notices.ReadHeldAsync(workspace, now, Page, ended.Token);
        if (page.Count == 0 || ended.IsCancellationRequested) return false;
        var steps = page.Select(held => (Held: held, Step: Outgoing.Of(held.Document).Shown[0])).ToList();
        var known = await ReadLeadsAsync([.. steps.Select(one => one.Step.Lead).OfType<string>().Distinct(StringComparer.Ordinal)]);
        if (ended.IsCancellationRequested) return false;
        var (added, changed) = (new Dictionary<(string Endpoint, string Id), Notice>(), new Dictionary<(string, string), Notice>());
        var (waiting, gone) = (new List<HeldAnnouncement>(), new List<(string, string)>());
        foreach (var (held, step) in steps)
        {
            if (!known.TryGetValue(step.Lead ?? "", out var lead)) waiting.Add(held with { Until = now + AskAgain });
            else if (IsOver(step, lead)) gone.Add((held.Endpoint, held.Id));
            else if (Closed(step, now) is { } until) waiting.Add(held with { Until = until });
            else
            {
                gone.Add((held.Endpoint, held.Id));
                if (lanes.TryGetValue(held.Endpoint, out var lane)) Take(lane, step, added, changed);
            }
        }

        await writer.WriteAsync(writer.New with { Added = [.. added.Values], Changed = [.. changed.Values], Held = waiting, LetGo = gone });
        Keep(added.Values);
        return page.Count == Page;
    }

    /// <summary>Whether nobody waits any more for what the step is about: it was done or cancelled meanwhile, or late evidence shows that there was no such clock.</summary>
    private static bool IsOver(Announcement step, LeadView? lead)
    {
        var (clause, start) = (step.Text("clause"), step.Text("startEvent"));
        return lead is null || !lead.Clocks.Any(clock => clock.Open && clock.Clause == clause && clock.StartEvent == start);
    }

    /// <summary>The leads as counted now; those that cannot be read now are absent.</summary>
    private async Task<Dictionary<string, LeadView?>> ReadLeadsAsync(IReadOnlyList<string> ids)
    {
        var known = new Dictionary<string, LeadView?>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(AskedAtOnce))
            foreach (var (id, lead, wasRead) in await Task.WhenAll(some.Select(TryReadAsync)))
                if (wasRead) known[id] = lead;
        return known;
    }

    private async Task<(string Id, LeadView? Lead, bool WasRead)> TryReadAsync(string id)
    {
        try
        {
            return (id, await leads(id), true);
        }
        catch (Exception away) when (away is TimeoutException or OrleansException or UnavailableException)
        {
            LogUnread(logger, away, workspace);
            return (id, null, false);
        }
    }

    [Microsoft.Extensions.Logging.LoggerMessage(
        Microsoft.Extensions.Logging.LogLevel.Warning, "A step of an escalation in {Workspace} waits, because its lead cannot be read now")]
    private static partial void LogUnread(Microsoft.Extensions.Logging.ILogger logger, Exception why, string workspace);
}
