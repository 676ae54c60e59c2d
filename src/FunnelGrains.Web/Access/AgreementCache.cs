using System.Collections.Concurrent;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Web.Admission;

namespace FunnelGrains.Web.Access;

/// <summary>The agreement of each workspace, for checking what comes in; asked for once.</summary>
internal sealed class AgreementCache(IGrainFactory grains, RetryBudget retries)
{
    private readonly ConcurrentDictionary<string, AgreementBook> books = new(StringComparer.Ordinal);

    public async ValueTask<AgreementBook?> FindAsync(string workspace)
    {
        if (books.TryGetValue(workspace, out var known)) return known;
        return await retries.AskAsync(() => grains.GetGrain<IWorkspaceGrain>(workspace).FindAsync()) is { } found ? books.GetOrAdd(workspace, AgreementBook.Of(found)) : null;
    }
}
