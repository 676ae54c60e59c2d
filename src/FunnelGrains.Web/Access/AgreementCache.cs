using System.Collections.Concurrent;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Web.Admission;

namespace FunnelGrains.Web.Access;

/// <summary>
/// The agreement of each workspace, for checking what comes in. It may lack what was published within the last half minute: a version takes force a minute after that at the earliest.
/// </summary>
internal sealed class AgreementCache(IGrainFactory grains, RetryBudget retries, TimeProvider time)
{
    /// <summary>From which age on it is asked for again, beside the request that finds it so.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>From which age on a request waits for the answer.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Kept> books = new(StringComparer.Ordinal);

    public async ValueTask<AgreementBook?> FindAsync(string workspace)
    {
        if (!books.TryGetValue(workspace, out var kept)) return await AskAsync(workspace);
        var age = time.GetElapsedTime(kept.At);
        if (age < Fresh) return kept.Book;
        if (age < Old)
        {
            if (kept.TryAsk()) AskAsync(workspace).Ignore();
            return kept.Book;
        }

        try
        {
            return await AskAsync(workspace);
        }
        catch (Exception unreachable) when (unreachable is TimeoutException or OrleansException)
        {
            // What was known is better than nothing: whoever takes the event knows the rest.
            return kept.Book;
        }
    }

    private async Task<AgreementBook?> AskAsync(string workspace)
    {
        var at = time.GetTimestamp();
        if (await retries.AskAsync(() => grains.GetGrain<IWorkspaceGrain>(workspace).FindAsync()) is not { } found) return null;
        return books.AddOrUpdate(workspace, static (_, now) => new Kept(AgreementBook.Of(now.Found), now.At), static (_, kept, now) => new Kept(kept.Book.With(now.Found), now.At), (Found: found, At: at)).Book;
    }

    private sealed class Kept(AgreementBook book, long at)
    {
        private int asked;

        public AgreementBook Book { get; } = book;

        public long At { get; } = at;

        /// <summary>True for the first.</summary>
        public bool TryAsk() => Interlocked.Exchange(ref asked, 1) == 0;
    }
}
