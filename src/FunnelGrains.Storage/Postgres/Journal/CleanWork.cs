using FunnelGrains.Storage.Postgres.Engine;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>
/// Takes a shard's dirty mark away. It goes through the shard's lane: an append that came earlier is seen, and one that comes later marks anew. The mark is locked
/// before the journal is looked at, so that an append elsewhere that marks at this moment is either seen or comes after.
/// </summary>
internal sealed class CleanWork(ShardKey shard, long throughSeq) : LaneWork
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it is durable.</summary>
    public Task Done => done.Task;

    /// <inheritdoc/>
    public override int Rows => 1;

    /// <summary>Writes, in one round trip and one transaction.</summary>
    public Task WriteAsync(NpgsqlConnection connection) => connection.RunAsync(
        CancellationToken.None,
        new Statement("SELECT 1 FROM dirty_shards WHERE workspace = $1 AND shard = $2 FOR UPDATE", Value.Of(shard.Workspace), Value.Of(shard.Number)),
        new Statement(
            """
            DELETE FROM dirty_shards WHERE workspace = $1 AND shard = $2
            AND NOT EXISTS (SELECT 1 FROM journal WHERE workspace = $1 AND shard = $2 AND seq > $3)
            """,
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(throughSeq)));

    /// <inheritdoc/>
    public override void Succeed() => done.TrySetResult();

    /// <inheritdoc/>
    public override void Fail(Exception why) => done.TrySetException(JournalFailures.Wrap(why));
}
