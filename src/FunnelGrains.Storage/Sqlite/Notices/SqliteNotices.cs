using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Notices;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Sqlite.Journal;
using NodaTime;

namespace FunnelGrains.Storage.Sqlite.Notices;

/// <summary>The messages in a file of their own, with a writing thread of its own; what is announced comes from the journal's.</summary>
internal sealed class SqliteNotices(Access file, Access journal) : INotices
{
    private const string Announced =
        $"""
        SELECT {JournalColumns.WithoutPersonal} FROM journal WHERE workspace = ?1 AND shard = ?2 AND seq > ?3
        AND (type = 'deal.won' OR (type >= 'sla.' AND type < 'sla/')) ORDER BY seq LIMIT ?4
        """;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> WorkspacesAsync(CancellationToken cancel) => file.ReadAsync<IReadOnlyList<string>>(
        db => db.Statement("SELECT DISTINCT workspace FROM notice_endpoints ORDER BY workspace").Rows(row => row.Text(0)), cancel);

    /// <inheritdoc/>
    public Task<NoticeClaim> ClaimAsync(string workspace) => file.WriteAsync(db => NoticeTables.Claim(db, workspace));

    /// <inheritdoc/>
    public Task<bool> WriteAsync(NoticeWrite write) => file.WriteAsync(db => NoticeTables.Write(db, write));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ReadWaitingAsync(string workspace, string endpoint, int limit, CancellationToken cancel) =>
        file.ReadAsync(db => NoticeTables.Waiting(db, workspace, endpoint, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ReadDeadAsync(string workspace, string endpoint, string? after, int limit, CancellationToken cancel) =>
        file.ReadAsync(db => NoticeTables.Dead(db, workspace, endpoint, after ?? "", limit), cancel);

    /// <inheritdoc/>
    public Task<Notice?> FindAsync(string workspace, string endpoint, string id, CancellationToken cancel) =>
        file.ReadAsync(db => NoticeTables.Find(db, workspace, endpoint, id), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<HeldAnnouncement>> ReadHeldAsync(string workspace, Instant until, int limit, CancellationToken cancel) =>
        file.ReadAsync(db => HeldTable.Read(db, workspace, until, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NoticeCount>> CountAsync(string workspace, CancellationToken cancel) => file.ReadAsync(db => NoticeTables.Count(db, workspace), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NoticeAttempt>> ReadAttemptsAsync(string workspace, string endpoint, long? before, int limit, CancellationToken cancel) =>
        file.ReadAsync(db => NoticeTables.Attempts(db, workspace, endpoint, before ?? long.MaxValue, limit), cancel);

    /// <inheritdoc/>
    public Task<AnnouncedRows> ReadAnnouncedAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) => journal.ReadAsync(
        db =>
        {
            var announced = db.Statement(Announced);
            announced.Bind(shard);
            announced.Bind(3, afterSeq);
            announced.Bind(4, limit);
            IReadOnlyList<JournalRow> rows = announced.Rows(JournalColumns.Read);
            return new AnnouncedRows(rows, rows.Count == limit ? rows[^1].Seq : JournalReads.LastSeq(db, shard), ArchiveTable.Through(db, shard));
        },
        cancel);

    /// <summary>What its callers get to see of a failure.</summary>
    public static Exception Wrap(Exception why) => new NoticesUnavailableException($"The messages that go out cannot be kept: {why.Message}", why);
}
