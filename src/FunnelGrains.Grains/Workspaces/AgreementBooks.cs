using System.Collections.Concurrent;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Storage.Workspaces;

namespace FunnelGrains.Grains.Workspaces;

/// <summary>
/// The agreement of each workspace, ready for folding; one for all grains of a silo. Versions only come: what is known stays true, and <see cref="FreshAsync"/> learns what came.
/// </summary>
public sealed class AgreementBooks(IWorkspaces workspaces)
{
    private readonly ConcurrentDictionary<string, AgreementBook> books = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Workspace, int Version), AgreementBook> earlier = new();

    /// <summary>The workspaces that are known here.</summary>
    public IEnumerable<AgreementBook> All => books.Values;

    /// <summary>The book as this silo knows it now; null before anybody asked for it.</summary>
    public AgreementBook? Known(string workspace) => books.GetValueOrDefault(workspace);

    /// <summary>The book as this silo knows it, which may lack what was published some seconds ago; null when there is no such workspace (yet).</summary>
    public async ValueTask<AgreementBook?> FindAsync(string workspace, CancellationToken cancel) =>
        books.TryGetValue(workspace, out var known) ? known : await FreshAsync(workspace, cancel);

    /// <summary>The book with every version there is now.</summary>
    public async Task<AgreementBook?> FreshAsync(string workspace, CancellationToken cancel) => await workspaces.FindAsync(workspace, cancel) is { } found
        ? books.AddOrUpdate(workspace, static (_, now) => AgreementBook.Of(now), static (_, known, now) => known.With(now), found)
        : null;

    /// <summary>The book as it was when a version was the newest: whoever counts by it has not adopted what came since.</summary>
    /// <exception cref="InvalidOperationException">There is no such version.</exception>
    public async ValueTask<AgreementBook> ThroughAsync(string workspace, int version, CancellationToken cancel)
    {
        if (books.TryGetValue(workspace, out var known) && known.Version == version) return known;
        if (earlier.TryGetValue((workspace, version), out var before)) return before;
        var book = known is null || known.Version < version ? await FreshAsync(workspace, cancel) : known;
        return book?.Through(version) is { } found ? earlier.GetOrAdd((workspace, version), found)
            : throw new InvalidOperationException($"the agreement of {workspace} has no version {version}");
    }
}
