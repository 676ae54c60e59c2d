using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.ReadModel;

/// <summary>How far each shard's saved counts go, and who may save.</summary>
internal static class CheckpointTable
{
    private const string Shard = "workspace = ?1 AND shard = ?2";

    /// <summary>Takes the checkpoint over, unless a later claim has it.</summary>
    public static Checkpoint Claim(SqliteDb db, ShardKey shard, long claim)
    {
        var take = db.Statement(
            """
            INSERT INTO checkpoint (workspace, shard, seq, as_of, owner) VALUES (?1, ?2, 0, 0, ?3)
            ON CONFLICT (workspace, shard) DO UPDATE SET owner = excluded.owner WHERE owner <= excluded.owner
            """);
        take.Bind(shard);
        take.Bind(3, claim);
        take.Run();
        var read = db.Statement($"SELECT seq, as_of, zones FROM checkpoint WHERE {Shard}");
        read.Bind(shard);
        return read.Rows(row => new Checkpoint(row.Long(0), row.Instant(1), row.TextOrNull(2)))[0];
    }

    /// <summary>Moves the checkpoint if owner and number are the expected ones.</summary>
    /// <returns>Whether they were.</returns>
    public static bool Advance(SqliteDb db, CheckpointWrite write)
    {
        var advance = db.Statement($"UPDATE checkpoint SET seq = ?3, as_of = ?4, zones = ?7 WHERE {Shard} AND seq = ?5 AND owner = ?6");
        advance.Bind(write.Shard);
        advance.Bind(3, write.Next.Seq);
        advance.Bind(4, write.Next.AsOf);
        advance.Bind(5, write.Previous);
        advance.Bind(6, write.Claim);
        advance.Bind(7, write.Next.Zones);
        advance.Run();
        return db.Changes == 1;
    }

    /// <summary>Forgets all that was counted and hands the empty checkpoint to a claim, whoever had it.</summary>
    public static void Reset(SqliteDb db, ShardKey shard, long claim)
    {
        foreach (var table in (string[])["funnel_cells", "leads", "open_clocks", "breaches", "checkpoint"])
        {
            var forget = db.Statement($"DELETE FROM {table} WHERE {Shard}");
            forget.Bind(shard);
            forget.Run();
        }
        Claim(db, shard, claim);
    }

    /// <summary>The number up to which cells are counted; 0 for a shard that was never claimed.</summary>
    public static long ReadSeq(SqliteDb db, ShardKey shard)
    {
        var read = db.Statement($"SELECT seq FROM checkpoint WHERE {Shard}");
        read.Bind(shard);
        return read.Rows(row => row.Long(0)) is [var seq] ? seq : 0;
    }
}
