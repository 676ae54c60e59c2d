using FunnelGrains.Grains.Time;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// Fills the filter of known leads from the journal: the first page while the shard is opened, the others behind the events, for a shard with a million leads is not to be waited
/// for. Until all are in, no lead is taken for new.
/// </summary>
internal sealed class ShardLeads(ShardKey shard, IJournal journal, LeadFilter filter, ServerClock clock, TimeSpan patience, CancellationToken ended)
{
    private IAsyncEnumerator<string>? ids;

    /// <summary>Reads the first page: what comes into the journal from here on is to be added by who writes it.</summary>
    public async Task BeginAsync()
    {
        ids = journal.ReadLeadIdsAsync(shard, ended).GetAsyncEnumerator(ended);
        await NextAsync();
    }

    /// <summary>Reads the others; returns when the shard ends.</summary>
    public async Task FillAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                if (ids is null) await BeginAsync();
                while (ids is not null) await NextAsync();
                break;
            }
            catch (JournalUnavailableException)
            {
                // Every lead is looked up meanwhile.
                ids = null;
                await Task.Delay(patience, clock.Provider, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, clock.Provider, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private async Task NextAsync()
    {
        if (await ids!.MoveNextAsync())
        {
            filter.Add(ids.Current);
            return;
        }

        filter.Complete();
        await ids.DisposeAsync();
        ids = null;
    }
}
