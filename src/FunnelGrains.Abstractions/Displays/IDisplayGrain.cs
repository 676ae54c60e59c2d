using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Displays;

/// <summary>One display; only the hash of its secret is kept. Key: <see cref="DisplayKey.Of"/>.</summary>
[Alias("fg.IDisplayGrain")]
public interface IDisplayGrain : IGrainWithStringKey
{
    /// <summary>Lets it in. May be repeated with the same.</summary>
    /// <exception cref="InvalidOperationException">Another one exists, or it was revoked.</exception>
    [Alias("Create")]
    Task CreateAsync(Display display);

    /// <summary>The display; null when unknown or revoked.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Display?> FindAsync();

    /// <summary>Another name, other settings.</summary>
    /// <returns>Null when unknown or revoked.</returns>
    [Alias("Change")]
    Task<Display?> ChangeAsync(string name, DisplaySettings settings);

    /// <summary>Ends it, for ever.</summary>
    [Alias("Revoke")]
    Task RevokeAsync();

    /// <summary>It has a board open, or had and has not any more; written at most once a minute.</summary>
    [OneWay, Alias("Seen")]
    Task SeenAsync(bool live);
}
