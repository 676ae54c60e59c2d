using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Postgres.Engine;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>One shard's append; its texts are made on the caller's thread, so that the lane has only to send.</summary>
internal sealed class AppendWork : LaneWork
{
    private readonly IReadOnlyList<JournalRow> written;
    private readonly LeadTails tails;
    private readonly Action<ShardKey> note;
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? refusal;

    /// <param name="shard">The shard.</param>
    /// <param name="rows">Its next rows.</param>
    /// <param name="marksDirty">Whether it gets the dirty mark.</param>
    /// <param name="tails">Learns which leads have new rows.</param>
    /// <param name="note">Told when it is time to note where the shard's rows are.</param>
    /// <exception cref="ArgumentException">There are no rows, or their sequence numbers do not ascend by one.</exception>
    public AppendWork(ShardKey shard, IReadOnlyList<JournalRow> rows, bool marksDirty, LeadTails tails, Action<ShardKey> note)
    {
        AppendRules.Check(rows);
        (Shard, MarksDirty, written, this.tails, this.note) = (shard, marksDirty, rows, tails, note);
        Texts = new RowTexts[rows.Count];
        for (var i = 0; i < Texts.Length; i++) Texts[i] = RowTexts.Of(rows[i]);
    }

    /// <summary>The shard.</summary>
    public ShardKey Shard { get; }

    /// <summary>Whether the shard gets the dirty mark.</summary>
    public bool MarksDirty { get; }

    /// <summary>The rows.</summary>
    public RowTexts[] Texts { get; }

    /// <summary>The first row's number.</summary>
    public long First => Texts[0].Seq;

    /// <summary>Ends when the rows are durable.</summary>
    public Task Done => done.Task;

    /// <inheritdoc/>
    public override int Rows => Texts.Length;

    /// <summary>The transaction saw the shard end at <paramref name="last"/>, and wrote the rows only if they follow it.</summary>
    public void Saw(long last) => refusal = AppendRules.Refusal(Shard, First, last);

    /// <inheritdoc/>
    public override void Succeed()
    {
        if (refusal is not null)
        {
            done.TrySetException(refusal);
            return;
        }

        if (tails.Add(Shard, written)) note(Shard);
        done.TrySetResult();
    }

    /// <inheritdoc/>
    public override void Fail(Exception why)
    {
        tails.Forget(Shard);
        done.TrySetException(why.IsTaken() ? new SequenceTakenException(Shard, First) : JournalFailures.Wrap(why));
    }
}

/// <summary>A row as it is sent.</summary>
internal readonly record struct RowTexts(
    long Seq, string Lead, string Id, string Type, long OccurredAt, long ReceivedAt, string Origin, string? Actor, string Data, int Other, string? Personal)
{
    public static RowTexts Of(JournalRow row) => new(
        row.Seq, PostgresText.Write(row.Lead), PostgresText.Write(row.Event.Id), JournalColumns.TypeName(row.Event),
        row.Event.OccurredAt.ToUnixTimeMilliseconds(), row.Event.ReceivedAt.ToUnixTimeMilliseconds(), PostgresText.Write(row.Event.Origin),
        PostgresText.Write(row.Event.Actor), PostgresText.Write(EventDataCodec.Write(row.Event.Data)), (int)row.Other, PostgresText.Write(row.Personal));
}
