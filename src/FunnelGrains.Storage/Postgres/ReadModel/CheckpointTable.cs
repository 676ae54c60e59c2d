using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.ReadModel;
using NodaTime;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.ReadModel;

/// <summary>How far each shard's saved counts go, and who may save.</summary>
internal static class CheckpointTable
{
    // The checkpoint first: its lock waits for a save that is on its way, and what follows sees all that it wrote.
    private static readonly string[] AllOfAShard = ["checkpoint", "funnel_cells", "leads", "open_clocks", "breaches"];

    /// <summary>Takes the checkpoint over, unless a later claim has it.</summary>
    public static async Task<Checkpoint> ClaimAsync(NpgsqlConnection db, ShardKey shard, long claim) => (await db.RunAndReadAsync(
        row => new Checkpoint(row.GetInt64(0), row.Instant(1), row.TextOrNull(2)), CancellationToken.None,
        Take(shard, claim), new Statement("SELECT seq, as_of, zones FROM checkpoint WHERE workspace = $1 AND shard = $2", Key(shard))).ConfigureAwait(false))[0];

    /// <summary>Moves the checkpoint if owner and number are the expected ones.</summary>
    /// <returns>Whether they were.</returns>
    public static async Task<bool> AdvanceAsync(NpgsqlConnection db, CheckpointWrite write) => await db.RunAsync(
        CancellationToken.None,
        new Statement(
            "UPDATE checkpoint SET seq = $3, as_of = $4, zones = $7 WHERE workspace = $1 AND shard = $2 AND seq = $5 AND owner = $6",
            [.. Key(write.Shard), Value.Of(write.Next.Seq), Value.Of(write.Next.AsOf), Value.Of(write.Previous), Value.Of(write.Claim), Value.Of(write.Next.Zones)])).ConfigureAwait(false) == 1;

    /// <summary>Forgets all that was counted and hands the empty checkpoint to a claim, whoever had it.</summary>
    public static Task<int> ResetAsync(NpgsqlConnection db, ShardKey shard, long claim) => db.RunAsync(
        CancellationToken.None,
        [.. AllOfAShard.Select(table => new Statement($"DELETE FROM {table} WHERE workspace = $1 AND shard = $2", Key(shard))), Take(shard, claim)]);

    /// <summary>The number up to which cells are counted; 0 for a shard that was never claimed.</summary>
    public static async Task<long> ReadSeqAsync(NpgsqlConnection db, ShardKey shard, CancellationToken cancel) =>
        await db.RowsAsync(
            new("SELECT seq FROM checkpoint WHERE workspace = $1 AND shard = $2", Key(shard)), row => row.GetInt64(0), cancel).ConfigureAwait(false) is [var seq] ? seq : 0;

    private static Statement Take(ShardKey shard, long claim) => new(
        """
        INSERT INTO checkpoint (workspace, shard, seq, as_of, owner) VALUES ($1, $2, 0, $3, $4)
        ON CONFLICT (workspace, shard) DO UPDATE SET owner = excluded.owner WHERE checkpoint.owner <= excluded.owner
        """,
        [.. Key(shard), Value.Of(Instant.FromUnixTimeMilliseconds(0)), Value.Of(claim)]);

    private static NpgsqlParameter[] Key(ShardKey shard) => [Value.Of(shard.Workspace), Value.Of(shard.Number)];
}
