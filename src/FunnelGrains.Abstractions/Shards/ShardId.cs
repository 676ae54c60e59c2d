using System.Text;

namespace FunnelGrains.Abstractions.Shards;

/// <summary>Which shard a lead belongs to. The hash is FNV-1a (64 bit, over UTF-8): stable for ever, everywhere.</summary>
public static class ShardId
{
    /// <summary>The grain key of a shard, for example <c>default/3</c>.</summary>
    public static string Key(string workspace, int shard) => $"{workspace}/{shard}";

    /// <summary>The parts of a grain key.</summary>
    public static (string Workspace, int Shard) Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return (key[..slash], int.Parse(key.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The shard of a lead, 0 to <paramref name="shards"/> − 1.</summary>
    /// <param name="lead">The lead's id.</param>
    /// <param name="shards">How many the workspace has, 1 to 64.</param>
    public static int Of(string lead, int shards)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(200)];
        var length = Encoding.UTF8.GetBytes(lead, bytes);
        var hash = 14695981039346656037UL;
        foreach (var b in bytes[..length]) hash = (hash ^ b) * 1099511628211UL;
        hash ^= hash >> 32;
        return (int)(hash % (uint)shards);
    }
}
