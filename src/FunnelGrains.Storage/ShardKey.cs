namespace FunnelGrains.Storage;

/// <summary>A shard of a workspace.</summary>
/// <param name="Workspace">The workspace's key.</param>
/// <param name="Number">From 0.</param>
public readonly record struct ShardKey(string Workspace, int Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Workspace}/{Number}";
}
