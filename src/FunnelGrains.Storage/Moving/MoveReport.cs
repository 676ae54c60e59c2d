namespace FunnelGrains.Storage.Moving;

/// <summary>How far a move is.</summary>
/// <param name="Step"><c>copying</c> or <c>verifying</c>.</param>
/// <param name="Table">Which table.</param>
/// <param name="Done">Rows so far.</param>
/// <param name="Total">Rows of the table.</param>
public readonly record struct MoveProgress(string Step, string Table, long Done, long Total);

/// <summary>A shard's rows of the journal, the same on both sides.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Rows">How many.</param>
/// <param name="Checksum">Of their content, 32 hexadecimal digits.</param>
public sealed record MovedShard(ShardKey Shard, long Rows, string Checksum);

/// <summary>What a move did.</summary>
/// <param name="WasThere">True when the database held all of it already: nothing was copied, all was verified.</param>
/// <param name="Database">The database's name.</param>
/// <param name="Shards">The journal, shard by shard.</param>
/// <param name="Rows">Rows of all tables together.</param>
/// <param name="Copying">How long reading and writing took.</param>
/// <param name="Verifying">How long reading back, comparing and committing took.</param>
public sealed record MoveReport(bool WasThere, string Database, IReadOnlyList<MovedShard> Shards, long Rows, TimeSpan Copying, TimeSpan Verifying)
{
    /// <summary>Rows of the journal.</summary>
    public long JournalRows => Shards.Sum(shard => shard.Rows);
}
