using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Sqlite.Journal;
using FunnelGrains.Storage.Workspaces;

namespace FunnelGrains.Storage.Sqlite.Workspaces;

/// <summary>The workspaces, in the journal's file.</summary>
internal sealed class SqliteWorkspaces(Access journal) : IWorkspaces
{
    private const string Columns = "SELECT workspace, zone, shards, dimension_values FROM workspaces";

    /// <inheritdoc/>
    public Task<Workspace?> FindAsync(string workspace, CancellationToken cancel) => journal.ReadAsync(db => Find(db, workspace), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Workspace>> AllAsync(CancellationToken cancel) => journal.ReadAsync<IReadOnlyList<Workspace>>(
        db => [.. db.Statement($"{Columns} ORDER BY workspace").Rows(Read).Select(workspace => WithAgreements(db, workspace))], cancel);

    /// <inheritdoc/>
    public Task<Workspace> CreateAsync(Workspace workspace, CancellationToken cancel) => journal.WriteAsync(db =>
    {
        if (Find(db, workspace.Key) is { } known) return known;
        Insert(db, workspace);
        return workspace;
    }).WaitAsync(cancel);

    /// <inheritdoc/>
    public Task<bool> PublishAsync(string workspace, Agreement agreement, CancellationToken cancel) => journal.WriteAsync(db =>
    {
        var add = db.Statement(
            """
            INSERT INTO agreements (workspace, version, in_force_from, document)
            SELECT workspace, ?2, ?3, ?4 FROM workspaces
            WHERE workspace = ?1 AND NOT EXISTS (SELECT 1 FROM agreements WHERE workspace = ?1 AND version >= ?2)
            """);
        add.Bind(1, workspace);
        add.Bind(2, agreement.Version);
        add.Bind(3, agreement.InForceFrom);
        add.Bind(4, AgreementJson.Write(agreement));
        add.Run();
        return db.Changes == 1;
    }).WaitAsync(cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, int>> NewestVersionsAsync(CancellationToken cancel) => journal.ReadAsync<IReadOnlyDictionary<string, int>>(
        db => db.Statement("SELECT workspace, max(version) FROM agreements GROUP BY workspace").Rows(row => KeyValuePair.Create(row.Text(0), row.Int(1)))
            .ToDictionary(StringComparer.Ordinal), cancel);

    private static void Insert(SqliteDb db, Workspace workspace)
    {
        var room = db.Statement("INSERT INTO workspaces (workspace, zone, shards, dimension_values) VALUES (?1, ?2, ?3, ?4)");
        room.Bind(1, workspace.Key);
        room.Bind(2, workspace.Zone);
        room.Bind(3, workspace.Shards);
        room.Bind(4, workspace.DimensionValues);
        room.Run();
        var version = db.Statement("INSERT INTO agreements (workspace, version, in_force_from, document) VALUES (?1, ?2, ?3, ?4)");
        foreach (var agreement in workspace.Agreements)
        {
            version.Bind(1, workspace.Key);
            version.Bind(2, agreement.Version);
            version.Bind(3, agreement.InForceFrom);
            version.Bind(4, AgreementJson.Write(agreement));
            version.Run();
        }
    }

    private static Workspace? Find(SqliteDb db, string key)
    {
        var find = db.Statement($"{Columns} WHERE workspace = ?1");
        find.Bind(1, key);
        return find.Rows(Read) is [var found] ? WithAgreements(db, found) : null;
    }

    private static Workspace Read(SqliteStatement row) => new(row.Text(0), row.Text(1), row.Int(2), [], row.Int(3));

    private static Workspace WithAgreements(SqliteDb db, Workspace workspace)
    {
        var versions = db.Statement("SELECT document FROM agreements WHERE workspace = ?1 ORDER BY version");
        versions.Bind(1, workspace.Key);
        return workspace with { Agreements = [.. versions.Rows(row => AgreementJson.Read(row.Text(0)))] };
    }
}
