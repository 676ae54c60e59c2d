using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.Workspaces;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Workspaces;

/// <summary>The workspaces, beside the journal.</summary>
internal sealed class PostgresWorkspaces(Access access) : IWorkspaces
{
    private const string Columns = "SELECT workspace, zone, shards, dimension_values FROM workspaces";

    private const string Insert =
        """
        WITH room AS (
            INSERT INTO workspaces (workspace, zone, shards, dimension_values) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING workspace)
        INSERT INTO agreements (workspace, version, in_force_from, document)
        SELECT room.workspace, a.version, a.in_force_from, a.document FROM room CROSS JOIN unnest($5, $6, $7) AS a (version, in_force_from, document)
        """;

    /// <inheritdoc/>
    public Task<Workspace?> FindAsync(string workspace, CancellationToken cancel) => access.ReadOneMomentAsync<Workspace?>(
        async db => await ReadAsync(db, new($"{Columns} WHERE workspace = $1", Value.Of(workspace)), cancel).ConfigureAwait(false) is [var found] ? found : null, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Workspace>> AllAsync(CancellationToken cancel) =>
        access.ReadOneMomentAsync(db => ReadAsync(db, new($"{Columns} ORDER BY workspace"), cancel), cancel);

    /// <inheritdoc/>
    public async Task<Workspace> CreateAsync(Workspace workspace, CancellationToken cancel)
    {
        var create = new Statement(
            Insert, Value.Of(workspace.Key), Value.Of(workspace.Zone), Value.Of(workspace.Shards), Value.Of(workspace.DimensionValues),
            Value.Ints(workspace.Agreements.Select(agreement => agreement.Version)), Value.Instants(workspace.Agreements.Select(agreement => agreement.InForceFrom)),
            Value.Texts(workspace.Agreements.Select(AgreementJson.Write)));
        await access.TakeOverAsync(db => db.RunAsync(CancellationToken.None, create)).WaitAsync(cancel).ConfigureAwait(false);
        return await FindAsync(workspace.Key, cancel).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The workspace {workspace.Key} was created and is not there");
    }

    /// <inheritdoc/>
    public async Task<bool> PublishAsync(string workspace, Agreement agreement, CancellationToken cancel)
    {
        // Two at once both see none: the second then fails at the primary key, which is the same answer.
        var add = new Statement(
            """
            INSERT INTO agreements (workspace, version, in_force_from, document)
            SELECT workspace, $2, $3, $4 FROM workspaces
            WHERE workspace = $1 AND NOT EXISTS (SELECT 1 FROM agreements WHERE workspace = $1 AND version >= $2)
            ON CONFLICT DO NOTHING
            """,
            Value.Of(workspace), Value.Of(agreement.Version), Value.Of(agreement.InForceFrom), Value.Of(AgreementJson.Write(agreement)));
        return await access.TakeOverAsync(db => db.RunAsync(CancellationToken.None, add)).WaitAsync(cancel).ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, int>> NewestVersionsAsync(CancellationToken cancel) => access.ReadAsync<IReadOnlyDictionary<string, int>>(
        async db => (await db.RowsAsync(
            new("SELECT workspace, max(version) FROM agreements GROUP BY workspace"), row => KeyValuePair.Create(row.Text(0), row.GetInt32(1)), cancel).ConfigureAwait(false))
            .ToDictionary(StringComparer.Ordinal), cancel);

    private static async Task<IReadOnlyList<Workspace>> ReadAsync(NpgsqlConnection db, Statement which, CancellationToken cancel)
    {
        var rooms = await db.RowsAsync(which, row => new Workspace(row.Text(0), row.Text(1), row.GetInt32(2), [], row.GetInt32(3)), cancel).ConfigureAwait(false);
        var versions = await db.RowsAsync(
            new("SELECT workspace, document FROM agreements WHERE workspace = ANY ($1) ORDER BY workspace, version", Value.Texts(rooms.Select(room => room.Key))),
            row => (Room: row.Text(0), Agreement: AgreementJson.Read(row.Text(1))), cancel).ConfigureAwait(false);
        var agreements = versions.ToLookup(version => version.Room, version => version.Agreement, StringComparer.Ordinal);
        return [.. rooms.Select(room => room with { Agreements = [.. agreements[room.Key]] })];
    }
}
