using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FunnelGrains.Storage.Moving;

/// <summary>How many rows, and the sum of their hashes: equal for equal rows in whatever order they come.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Sum">Of the first 16 bytes of each row's SHA-256, carries beyond 128 bits dropped.</param>
internal readonly record struct Digest(long Rows, UInt128 Sum);

/// <summary>What a digest is of: a table, or a shard's rows in one.</summary>
/// <param name="Table">The table.</param>
/// <param name="Workspace">The workspace; empty where the table is not of shards.</param>
/// <param name="Shard">The shard's number; -1 where the table is not of shards.</param>
internal readonly record struct DigestOf(string Table, string Workspace, int Shard)
{
    /// <inheritdoc/>
    public override string ToString() => Shard < 0 ? Table : $"{Table} of shard {new ShardKey(Workspace, Shard)}";
}

/// <summary>The digests of an installation's rows, by table and shard.</summary>
internal sealed class Digests
{
    private readonly Dictionary<DigestOf, Digest> all = [];
    private readonly List<byte> row = [];

    /// <summary>Those of shards in a table.</summary>
    public IEnumerable<KeyValuePair<DigestOf, Digest>> Of(MovedTable table) => all.Where(pair => pair.Key.Table == table.Name);

    /// <summary>All rows of a table.</summary>
    public long Rows(MovedTable table) => Of(table).Sum(pair => pair.Value.Rows);

    /// <summary>Takes a row in.</summary>
    public void Add(MovedTable table, ReadOnlySpan<Field> fields)
    {
        row.Clear();
        foreach (ref readonly var field in fields) field.AppendTo(row);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(CollectionsMarshal.AsSpan(row), hash);
        var of = table.OfShards ? new DigestOf(table.Name, fields[0].Text!, (int)fields[1].Number) : new DigestOf(table.Name, "", -1);
        ref var digest = ref CollectionsMarshal.GetValueRefOrAddDefault(all, of, out _);
        digest = new Digest(digest.Rows + 1, unchecked(digest.Sum + BinaryPrimitives.ReadUInt128LittleEndian(hash)));
    }

    /// <summary>What is not the same here and there, in words; empty when all is.</summary>
    public IReadOnlyList<string> DifferencesTo(Digests other) =>
    [
        .. all.Keys.Union(other.all.Keys).Where(of => all.GetValueOrDefault(of) != other.all.GetValueOrDefault(of))
            .Select(of => $"{of}: {all.GetValueOrDefault(of).Rows} rows here, {other.all.GetValueOrDefault(of).Rows} there").Order(StringComparer.Ordinal),
    ];
}
