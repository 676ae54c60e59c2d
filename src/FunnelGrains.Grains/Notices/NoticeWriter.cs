using FunnelGrains.Storage.Notices;

namespace FunnelGrains.Grains.Notices;

/// <summary>
/// Brings what a notifier writes into the store in its order, one transaction at a time with all that waits meanwhile. Any failure means "unknown", and none is written after it. All use is on one
/// scheduler.
/// </summary>
/// <param name="notices">The store.</param>
/// <param name="workspace">The workspace.</param>
/// <param name="claim">The claim.</param>
/// <param name="lost">Told when it cannot go on.</param>
internal sealed class NoticeWriter(INotices notices, string workspace, long claim, Action<Exception> lost)
{
    private const int MostAtOnce = 500;
    private readonly Queue<(NoticeWrite Write, TaskCompletionSource Written)> queue = new();
    private Exception? broken;
    private bool writing;

    /// <summary>What to fill in.</summary>
    public NoticeWrite New { get; } = new(workspace, claim);

    /// <summary>Writes; durable when it answers.</summary>
    /// <exception cref="NoticesUnavailableException">Unknown; the notifier that wrote is about to end.</exception>
    public Task WriteAsync(NoticeWrite write)
    {
        if (broken is not null) return Task.FromException(Gone(broken));
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Enqueue((write, written));
        if (!writing) _ = RunAsync();
        return written.Task;
    }

    /// <summary>Writes no more.</summary>
    public void Close(Exception why)
    {
        broken ??= why;
        while (queue.TryDequeue(out var waiting)) waiting.Written.SetException(Gone(why));
    }

    private async Task RunAsync()
    {
        writing = true;
        while (queue.Count > 0)
        {
            var together = new List<(NoticeWrite Write, TaskCompletionSource Written)>();
            // Whoever forgets an endpoint writes alone: what comes after may make one of the same id.
            do together.Add(queue.Dequeue());
            while (together.Count < MostAtOnce && together[^1].Write.Forgotten.Count == 0 && queue.TryPeek(out var next) && next.Write.Forgotten.Count == 0);
            try
            {
                if (!await notices.WriteAsync(Merge([.. together.Select(one => one.Write)]))) throw new InvalidOperationException($"another activation tells the announcements of {workspace}");
                foreach (var (_, written) in together) written.SetResult();
            }
            catch (Exception failed)
            {
                foreach (var (_, written) in together) written.SetException(Gone(failed));
                Close(failed);
                lost(failed);
            }
        }

        writing = false;
    }

    private NoticeWrite Merge(IReadOnlyList<NoticeWrite> all) => all.Count == 1 ? all[0] : New with
    {
        Cursors = [.. all.SelectMany(one => one.Cursors).GroupBy(of => of.Shard).Select(of => of.Last())],
        Endpoints = [.. all.SelectMany(one => one.Endpoints).GroupBy(of => of.Id, StringComparer.Ordinal).Select(of => of.Last())],
        Added = [.. all.SelectMany(one => one.Added).DistinctBy(of => (of.Endpoint, of.Id))],
        Changed = [.. all.SelectMany(one => one.Changed).GroupBy(of => (of.Endpoint, of.Id)).Select(of => of.Last())],
        Done = [.. all.SelectMany(one => one.Done)],
        Held = [.. all.SelectMany(one => one.Held).GroupBy(of => (of.Endpoint, of.Id)).Select(of => of.Last())],
        LetGo = [.. all.SelectMany(one => one.LetGo)],
        Attempts = [.. all.SelectMany(one => one.Attempts)],
        ForgetDeadBefore = all.Max(one => one.ForgetDeadBefore),
    };

    private static NoticesUnavailableException Gone(Exception why) =>
        why as NoticesUnavailableException ?? new NoticesUnavailableException($"The messages that go out changed their owner: {why.Message}", why);
}
