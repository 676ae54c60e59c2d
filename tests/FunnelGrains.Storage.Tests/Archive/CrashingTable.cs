using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Archive;

/// <summary>A journal's table whose process dies at one of its calls, before the call is carried out or after.</summary>
internal sealed class CrashingTable(IJournalTable table, int atCall, bool carriedOut) : IJournalTable
{
    /// <summary>How many calls there were.</summary>
    public int Calls { get; private set; }

    public Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel) => Call(() => table.ReadLastSeqAsync(shard, cancel));

    public Task<Seen<IReadOnlyList<JournalRow>>> ReadAfterAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) =>
        Call(() => table.ReadAfterAsync(shard, afterSeq, limit, cancel));

    public Task<Seen<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel) =>
        Call(() => table.ReadLeadsAsync(shard, leads, throughSeq, personal, cancel));

    public Task<Seen<IReadOnlyList<LeadRows>>> ReadLeadPageAsync(ShardKey shard, string afterLead, long throughSeq, int rows, CancellationToken cancel) =>
        Call(() => table.ReadLeadPageAsync(shard, afterLead, throughSeq, rows, cancel));

    public Task<Seen<IReadOnlyList<string>>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, Instant since, long throughSeq, CancellationToken cancel) =>
        Call(() => table.ReadLeadIdsReceivedSinceAsync(shard, since, throughSeq, cancel));

    public Task<Seen<IReadOnlyList<string>>> ReadLeadIdsAsync(ShardKey shard, string afterLead, int limit, CancellationToken cancel) =>
        Call(() => table.ReadLeadIdsAsync(shard, afterLead, limit, cancel));

    public Task<IReadOnlyList<Segment>> ReadSegmentsAsync(ShardKey shard, CancellationToken cancel) => Call(() => table.ReadSegmentsAsync(shard, cancel));

    public Task<IReadOnlyList<PlainRow>> ReadPlainAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) =>
        Call(() => table.ReadPlainAsync(shard, afterSeq, limit, cancel));

    public Task<bool> RecordAsync(ShardKey shard, Segment segment) => Call(() => table.RecordAsync(shard, segment));

    public Task ForgetNotesAsync(ShardKey shard, IReadOnlyCollection<string> leads) => Call(async () =>
    {
        await table.ForgetNotesAsync(shard, leads);
        return true;
    });

    public Task<bool> DeleteArchivedAsync(ShardKey shard) => Call(() => table.DeleteArchivedAsync(shard));

    private async Task<T> Call<T>(Func<Task<T>> call)
    {
        if (++Calls != atCall) return await call();
        if (carriedOut) await call();
        throw new OperationCanceledException("the process died");
    }
}
