using System.Collections.Immutable;
using FunnelGrains.Abstractions.Notices;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Notices;
using NodaTime;

namespace FunnelGrains.Grains.Notices;

/// <summary>What administrators do with endpoints; each change is kept before it is answered.</summary>
internal sealed partial class NotifierEngine
{
    private const int MostEndpoints = 50;
    private const int ReplayedAtOnce = 500;

    public async Task<ImmutableArray<EndpointReading>> AllAsync()
    {
        var counts = (await notices.CountAsync(workspace, ended.Token)).ToDictionary(count => count.Endpoint, StringComparer.Ordinal);
        return [.. lanes.Values.Select(lane => ReadingOf(lane.Endpoint, counts.GetValueOrDefault(lane.Endpoint.Id)))];
    }

    public async Task<EndpointReading?> ReadAsync(string id) => lanes.ContainsKey(id) ? (await AllAsync()).FirstOrDefault(endpoint => endpoint.Id == id) : null;

    public async Task<EndpointPut> PutAsync(string id, EndpointSettings settings)
    {
        var known = lanes.GetValueOrDefault(id);
        var errors = EndpointRules.Wrong(settings, known?.Endpoint.Settings, Book, options, mail).ToList();
        if (known is null && lanes.Count >= MostEndpoints) errors.Add(new FieldError("", $"there are {MostEndpoints} endpoints already, and no more than that"));
        if (errors.Count > 0) return new EndpointPut([.. errors.SelectMany(error => (string[])[error.Pointer, error.Message])], null, null, false);
        if (known is null) return await MakeAsync(Endpoint.New(id, settings, clock.Now));
        known.Endpoint = known.Endpoint with { Settings = settings };
        await writer.WriteAsync(writer.New with { Endpoints = [known.Endpoint.ToStored()] });
        known.Work.Set();
        return new EndpointPut([], await ReadAsync(id), null, false);
    }

    public async Task<bool> DeleteAsync(string id)
    {
        if (!lanes.Remove(id, out var lane)) return false;
        lane.Forgotten = true;
        lane.Waiting = 0;
        lane.Work.Set();
        await writer.WriteAsync(writer.New with { Forgotten = [id] });
        return true;
    }

    public async Task<EndpointReading?> PauseAsync(string id, bool paused)
    {
        if (!lanes.TryGetValue(id, out var lane)) return null;
        lane.Endpoint = paused ? lane.Endpoint with { Paused = true } : lane.Endpoint with { Paused = false, PauseReason = null, FailingSince = null };
        if (!paused) (lane.Failures, lane.NotBefore) = (0, Instant.MinValue);
        await writer.WriteAsync(writer.New with { Endpoints = [lane.Endpoint.ToStored()] });
        lane.Work.Set();
        return await ReadAsync(id);
    }

    public async Task<string?> RotateAsync(string id)
    {
        if (!lanes.TryGetValue(id, out var lane) || lane.Endpoint.Settings.Kind != EndpointKind.Webhook) return null;
        // The one before signs too, so it does no harm when this one is not kept.
        var rotated = lane.Endpoint = lane.Endpoint.Rotated(clock.Now);
        await writer.WriteAsync(writer.New with { Endpoints = [rotated.ToStored()] });
        return rotated.Secret;
    }

    public async Task<string?> TestAsync(string id)
    {
        if (!lanes.TryGetValue(id, out var lane)) return null;
        var test = new Announcement($"test_{Guid.NewGuid():N}", NoticeTypes.Test, null, clock.Now, "{}");
        var notice = NewNotice(lane, NoticeId.Of(id, test.Id), Outgoing.Of(test), clock.Now);
        if (!notice.Dead) lane.Waiting++;
        await writer.WriteAsync(writer.New with { Added = [notice] });
        Kept(lane, notice);
        return notice.Id;
    }

    public async Task<ImmutableArray<AttemptReading>?> AttemptsAsync(string id, long? before, int limit) => !lanes.ContainsKey(id) ? null
        : [.. (await notices.ReadAttemptsAsync(workspace, id, before, limit, ended.Token)).Select(one => new AttemptReading(
            one.Number, one.Notice, one.At, one.Took.ToTimeSpan(), one.Attempt, one.Reason, one.Detail, one.Code))];

    public async Task<ImmutableArray<DeadNotice>?> DeadAsync(string id, string? after, int limit) => !lanes.ContainsKey(id) ? null
        : [.. (await notices.ReadDeadAsync(workspace, id, after, limit, ended.Token)).Select(one => (Notice: one, What: Outgoing.Of(one))).Select(of => new DeadNotice(
            of.Notice.Id, of.Notice.CreatedAt, of.Notice.Attempts, of.Notice.Reason, of.Notice.Detail, of.What.Shown, of.What.Count))];

    public async Task<int?> ReplayAsync(string id, string? notice)
    {
        if (!lanes.TryGetValue(id, out var lane)) return null;
        if (notice is not null) return await notices.FindAsync(workspace, id, notice, ended.Token) is { Dead: true } one ? await ReviveAsync(lane, [one]) : 0;
        var revived = 0;
        for (string? after = null; ;)
        {
            var dead = await notices.ReadDeadAsync(workspace, id, after, ReplayedAtOnce, ended.Token);
            revived += await ReviveAsync(lane, dead);
            if (dead.Count < ReplayedAtOnce) return revived;
            after = dead[^1].Id;
        }
    }

    private async Task<int> ReviveAsync(Lane lane, IReadOnlyList<Notice> dead)
    {
        if (dead.Count == 0 || lane.Forgotten) return 0;
        lane.Waiting += dead.Count;
        await writer.WriteAsync(writer.New with { Changed = [.. dead.Select(one => one with { Dead = false, FirstTriedAt = null, NextAt = clock.Now, Attempts = 0, CreatedAt = clock.Now })] });
        lane.Work.Set();
        return dead.Count;
    }

    /// <summary>The first endpoint is told what is announced from now on: nobody read the journal before.</summary>
    private async Task<EndpointPut> MakeAsync(Endpoint made)
    {
        var write = writer.New with { Endpoints = [made.ToStored()] };
        if (lanes.Count == 0)
        {
            for (var shard = 0; shard < Book.Workspace.Shards; shard++)
                cursors[shard] = (await notices.ReadAnnouncedAsync(new ShardKey(workspace, shard), long.MaxValue, 1, ended.Token)).Through;
            write = write with { Cursors = [.. cursors.Select(of => (of.Key, of.Value))] };
        }

        await writer.WriteAsync(write);
        // Two that were put at once are one.
        if (lanes.TryGetValue(made.Id, out var there)) there.Endpoint = made;
        else Begin(new Lane(made));
        return new EndpointPut([], ReadingOf(made, null), made.Settings.Kind == EndpointKind.Webhook ? made.Secret : null, true);
    }

    private EndpointReading ReadingOf(Endpoint endpoint, NoticeCount? count) => new(
        endpoint.Id, EndpointRules.Shown(endpoint.Settings), endpoint.CreatedAt, endpoint.Paused, endpoint.PauseReason, endpoint.FailingSince, endpoint.LastReason,
        count?.Waiting ?? 0, count?.Dead ?? 0, endpoint.OldSecretUntil > clock.Now ? endpoint.OldSecretUntil : null);
}
