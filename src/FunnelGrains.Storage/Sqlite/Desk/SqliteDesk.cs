using FunnelGrains.Domain.Desk;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.Desk;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Sqlite.Journal;

namespace FunnelGrains.Storage.Sqlite.Desk;

/// <summary>What people did about breaches, in the journal's file.</summary>
internal sealed class SqliteDesk(Access journal) : IDesk
{
    private const string Columns =
        "breach, lead_id, clause, start_event, cycle, due, announced_at, owner, team, state, taken_by, taken_at, resolved_by, resolved_at, reason, code, notes";

    /// <inheritdoc/>
    public Task<DeskFile?> FindAsync(string workspace, string breach, CancellationToken cancel) => journal.ReadAsync<DeskFile?>(
        db => Find(db, workspace, breach) is { } found ? new DeskFile(found, [.. Deeds(db, workspace, breach)]) : null, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeskCase>> FindAsync(string workspace, IReadOnlyCollection<string> breaches, CancellationToken cancel) => journal.ReadAsync<IReadOnlyList<DeskCase>>(
        db => [.. breaches.Select(breach => Find(db, workspace, breach)).OfType<DeskCase>()], cancel);

    /// <inheritdoc/>
    public Task<bool> WriteAsync(DeskWrite write) => journal.WriteAsync(db =>
    {
        Add(db, write);
        if (db.Changes == 0) return false;
        Put(db, write);
        return true;
    });

    private static void Add(SqliteDb db, DeskWrite write)
    {
        var add = db.Statement(
            "INSERT INTO desk_deeds (workspace, breach, number, kind, at, who, origin, words, code, name) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING");
        var deed = write.Deed;
        add.Bind(1, write.Workspace);
        add.Bind(2, write.Case.Breach.Id);
        add.Bind(3, deed.Number);
        add.Bind(4, Names.Of(deed.Kind));
        add.Bind(5, deed.At);
        add.Bind(6, deed.By);
        add.Bind(7, deed.Origin);
        add.Bind(8, deed.Text);
        add.Bind(9, deed.Code);
        add.Bind(10, deed.Key);
        add.Run();
    }

    private static void Put(SqliteDb db, DeskWrite write)
    {
        var put = db.Statement(
            $"INSERT OR REPLACE INTO desk_cases (workspace, {Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)");
        var (of, breach) = (write.Case, write.Case.Breach);
        put.Bind(1, write.Workspace);
        put.Bind(2, breach.Id);
        put.Bind(3, of.Lead);
        put.Bind(4, breach.Clause);
        put.Bind(5, breach.StartEvent);
        put.Bind(6, breach.Cycle);
        put.Bind(7, breach.Due);
        put.Bind(8, breach.AnnouncedAt);
        put.Bind(9, breach.Owner);
        put.Bind(10, breach.Team);
        put.Bind(11, Names.Of(breach.State));
        put.Bind(12, of.TakenBy);
        put.Bind(13, of.TakenAt);
        put.Bind(14, of.Resolution?.By);
        put.Bind(15, of.Resolution?.At);
        put.Bind(16, of.Resolution?.Reason);
        put.Bind(17, of.Resolution?.Code);
        put.Bind(18, of.Notes);
        put.Run();
    }

    private static DeskCase? Find(SqliteDb db, string workspace, string breach)
    {
        var find = db.Statement($"SELECT {Columns} FROM desk_cases WHERE workspace = ?1 AND breach = ?2");
        find.Bind(1, workspace);
        find.Bind(2, breach);
        return find.Rows(Read) is [var found] ? found : null;
    }

    private static List<DeskDeed> Deeds(SqliteDb db, string workspace, string breach)
    {
        var deeds = db.Statement("SELECT number, kind, at, who, origin, words, code, name FROM desk_deeds WHERE workspace = ?1 AND breach = ?2 ORDER BY number");
        deeds.Bind(1, workspace);
        deeds.Bind(2, breach);
        return deeds.Rows(row => new DeskDeed(
            row.Int(0), Names.DeskDeedKindOf(row.Text(1)), row.Instant(2), row.Text(3), row.Text(4), row.TextOrNull(5), row.TextOrNull(6), row.TextOrNull(7)));
    }

    // Whether it is open, or taken back, is not for the desk to say.
    private static DeskCase Read(SqliteStatement row) => new(
        row.Text(1),
        new BreachView(
            row.Text(0), row.Text(2), row.Text(3), row.Int(4), row.Instant(5), row.InstantOrNull(6), row.TextOrNull(7), row.Text(8), Names.ClockStateOf(row.Text(9)), Open: false, Rescinded: false),
        row.TextOrNull(10), row.InstantOrNull(11), row.TextOrNull(12) is { } by ? new DeskResolution(by, row.Instant(13), row.Text(14), row.TextOrNull(15)) : null, row.Int(16));
}
