using System.Collections.Concurrent;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Storage.Workspaces;

namespace FunnelGrains.Grains.Workspaces;

/// <summary>The agreement of each workspace, ready for folding; one for all grains of a silo.</summary>
public sealed class AgreementBooks(IWorkspaces workspaces)
{
    private readonly ConcurrentDictionary<string, AgreementBook> books = new(StringComparer.Ordinal);

    /// <summary>The book; null when there is no such workspace (yet).</summary>
    public async ValueTask<AgreementBook?> FindAsync(string workspace, CancellationToken cancel)
    {
        if (books.TryGetValue(workspace, out var known)) return known;
        return await workspaces.FindAsync(workspace, cancel) is { } found ? books.GetOrAdd(workspace, AgreementBook.Of(found)) : null;
    }
}
