using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Displays;

/// <summary>A workspace's displays. Key: <see cref="DisplayKey.Book"/>.</summary>
[Alias("fg.IDisplayBookGrain")]
public interface IDisplayBookGrain : IGrainWithStringKey
{
    /// <summary>All that are not revoked, the oldest first.</summary>
    [AlwaysInterleave, Alias("All")]
    Task<ImmutableArray<Display>> AllAsync();

    /// <summary>Confirms a television that shows a code: from then on it is a display of this workspace.</summary>
    [Alias("Confirm")]
    Task<DisplayConfirmation> ConfirmAsync(string code, string name, DisplaySettings settings);

    /// <summary>Changes a display of this workspace; null when there is none of that id.</summary>
    [Alias("Change")]
    Task<Display?> ChangeAsync(string id, string name, DisplaySettings settings);

    /// <summary>Revokes a display of this workspace; within seconds it opens nothing anywhere.</summary>
    /// <returns>False when there is none of that id.</returns>
    [Alias("Revoke")]
    Task<bool> RevokeAsync(string id);
}

/// <summary>What became of a confirmation.</summary>
/// <param name="Display">The display; null when it was not made.</param>
/// <param name="IsFull">The workspace has as many as it may have.</param>
[GenerateSerializer, Immutable, Alias("fg.displayconfirmation")]
public sealed record DisplayConfirmation(Display? Display, bool IsFull = false);
