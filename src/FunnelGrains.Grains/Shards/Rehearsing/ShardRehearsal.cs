using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Workspaces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FunnelGrains.Grains.Shards.Rehearsing;

/// <summary>
/// Does what shards do when a silo dies or stops, as in earnest, with everything read and nothing written: opens, counts an event, saves, goes to another silo. In a silo that has opened none yet the first opening takes hundreds of
/// milliseconds more, for connections and for code that is compiled at its first use; and shards come to such a silo when another one dies or stops, while events wait for them.
/// </summary>
internal sealed class ShardRehearsal(
    IGrainFactory grains, IWorkspaces workspaces, AgreementBooks books, IJournal journal, IReadModel readModel, ServerClock clock, IOptions<ShardOptions> options)
{
    /// <summary>Most shards: as many come when a silo of three goes, in the usual workspace.</summary>
    private const int Shards = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    /// <summary>Goes to each of the other silos and back, so that here and there the code of it has run.</summary>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task MoveAsync(SiloAddress here, IReadOnlyList<SiloAddress> others, CancellationToken cancel)
    {
        foreach (var other in others)
        {
            var mover = grains.GetGrain<IRehearsedMoveGrain>($"{here}/{other}");
            await mover.GoAsync(other).WaitAsync(Longest, clock.Provider, cancel);
            await mover.GoAsync(here).WaitAsync(Longest, clock.Provider, cancel);
            await mover.EndAsync().WaitAsync(Longest, clock.Provider, cancel);
        }
    }

    /// <summary>Opens shards of the first workspace, one after another; nothing is there to rehearse with before there is one.</summary>
    /// <exception cref="Domain.UnavailableException">The storage does not answer.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task OpenAsync(CancellationToken cancel)
    {
        if ((await workspaces.AllAsync(cancel)).FirstOrDefault() is not { } workspace || await books.FindAsync(workspace.Key, cancel) is not { } book) return;
        var shards = Enumerable.Range(0, Math.Min(workspace.Shards, Shards)).Select(n => new ShardKey(workspace.Key, n)).ToList();
        foreach (var shard in shards)
        {
            var began = clock.Provider.GetTimestamp();
            await ClaimInVainAsync(shard, cancel);
            await InTurnsAsync(() => OpenAsync(shard, book, cancel));
            await RestAsync(clock.Provider.GetElapsedTime(began), cancel);
        }

        // Each has a connection then, as when all of them come at once.
        await Task.WhenAll(shards.Select(shard => ClaimInVainAsync(shard, cancel)));
    }

    /// <summary>Nothing waits for the rehearsal, and on a busy machine what does wait has its turn.</summary>
    private Task RestAsync(TimeSpan took, CancellationToken cancel) => Task.Delay(took < LongestRest ? took : LongestRest, clock.Provider, cancel);

    /// <summary>A claim that does not follow the journal's end is refused, after it went all the way.</summary>
    private async Task ClaimInVainAsync(ShardKey shard, CancellationToken cancel)
    {
        // Every journal holds more than this, or has no mark.
        await journal.MarkCleanAsync(shard, 0);
        var beyond = await journal.ReadLastSeqAsync(shard, cancel) + int.MaxValue;
        var opened = new LeadEvent("rehearsal", EventType.ShardOpened, clock.Now, clock.Now, "system", null, new ShardOpened("rehearsal"));
        try
        {
            await journal.AppendAsync(shard, [new JournalRow(beyond, "", opened, OtherValues.None, null)], marksDirty: false);
        }
        catch (Exception refused) when (refused is SequenceTakenException or JournalUnavailableException)
        {
            // As it should.
        }
    }

    private async Task OpenAsync(ShardKey shard, AgreementBook book, CancellationToken cancel)
    {
        // No event's lead has such an id.
        var noLead = $"\u0001rehearsal-{shard.Number}";
        var rehearsed = new RehearsedJournal(journal);
        var engine = new ShardEngine(
            shard, book, () => Task.FromResult(book), rehearsed, new RehearsedReadModel(readModel, book, clock), NoNews.Instance, lead => grains.GetGrain<ILeadGrain>($"{shard.Workspace}/{lead}"),
            clock, options.Value, NullLogger.Instance, static () => { });
        try
        {
            await engine.OpenAsync("rehearsal");
            var touch = new IncomingEvent(noLead, "rehearsal", EventType.Touched, clock.Now, true, null, new Touched("call", null, false), null);
            await engine.PostAsync("rehearsal", [touch]).WaitAsync(Longest, clock.Provider, cancel);
            await engine.FlushAsync(Duration.Zero).WaitAsync(Longest, clock.Provider, cancel);
            await engine.ReadPartialAsync().WaitAsync(Longest, clock.Provider, cancel);
            await Task.WhenAll(rehearsed.Leads.Append(noLead).Select(lead => grains.GetGrain<ILeadGrain>($"{shard.Workspace}/{lead}").ReleaseAsync()));
        }
        finally
        {
            engine.Close();
        }
    }

    /// <summary>The engine's code runs one turn at a time.</summary>
    private static Task InTurnsAsync(Func<Task> run) =>
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.DenyChildAttach, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();

    private sealed class NoNews : IShardNews
    {
        public static readonly NoNews Instance = new();

        public void Tell(ShardPartial partial)
        {
        }
    }
}
