using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Sqlite.Engine;
using SQLitePCL;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>One shard's append.</summary>
internal sealed class AppendWork(ShardKey shard, IReadOnlyList<JournalRow> written, bool marksDirty, LeadTails tails, Action<ShardKey> note) : WriteWork
{
    private const string ReadLast = "SELECT coalesce(max(seq), 0) FROM journal WHERE workspace = ?1 AND shard = ?2";
    private const string MarkDirty = "INSERT INTO dirty_shards (workspace, shard) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

    private readonly EncodedRows rows = new(written);
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? refusal;

    /// <summary>Ends when the rows are durable.</summary>
    public Task Done => done.Task;

    /// <inheritdoc/>
    public override int Rows => rows.Rows.Length;

    /// <inheritdoc/>
    public override void Write(SqliteDb db)
    {
        refusal = AppendRules.Refusal(shard, rows.Rows[0].Seq, Last(db));
        if (refusal is not null) return;
        JournalInsert.Run(db, shard, rows);
        if (!marksDirty) return;
        var mark = db.Statement(MarkDirty);
        mark.Bind(shard);
        mark.Run();
    }

    /// <inheritdoc/>
    public override void Succeed()
    {
        rows.Dispose();
        if (refusal is not null)
        {
            done.TrySetException(refusal);
            return;
        }

        if (tails.Add(shard, written)) note(shard);
        done.TrySetResult();
    }

    /// <inheritdoc/>
    public override void Fail(Exception why)
    {
        rows.Dispose();
        tails.Forget(shard);
        done.TrySetException(why is SqliteFailure { ExtendedCode: raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_UNIQUE }
            ? new SequenceTakenException(shard, rows.Rows[0].Seq)
            : JournalFailures.Wrap(why));
    }

    private long Last(SqliteDb db)
    {
        var last = db.Statement(ReadLast);
        try
        {
            last.Bind(shard);
            last.Step();
            return last.Long(0);
        }
        finally
        {
            last.Reset();
        }
    }
}
