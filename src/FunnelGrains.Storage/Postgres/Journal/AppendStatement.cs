using Npgsql;
using NpgsqlTypes;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>
/// The hot statement, of one connection: rows of several shards in one round trip and one implicit transaction. A client that stands still in the middle of
/// sending it has locked nothing yet, since the server begins when it has all. Each shard's end is looked up first, and only rows that follow it are
/// written, so that a shard that is refused takes nobody with it; the key refuses what another session wrote at this very moment.
/// </summary>
internal sealed class AppendStatement : IAsyncDisposable
{
    private const string Sql =
        """
        WITH head AS MATERIALIZED (
            SELECT h.n, h.workspace, h.shard, h.first, h.dirty, coalesce((
                SELECT j.seq FROM journal j WHERE j.workspace = h.workspace AND j.shard = h.shard ORDER BY j.seq DESC LIMIT 1), 0) AS last
            FROM unnest($1, $2, $3, $4, $5) AS h (n, workspace, shard, first, dirty)
        ), written AS (
            INSERT INTO journal (workspace, shard, seq, lead_id, event_id, type, occurred_at, received_at, origin, actor, data, other, personal)
            SELECT h.workspace, h.shard, r.seq, r.lead_id, r.event_id, r.type, r.occurred_at, r.received_at, r.origin, r.actor, r.data, r.other, r.personal
            FROM unnest($6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
                AS r (n, seq, lead_id, event_id, type, occurred_at, received_at, origin, actor, data, other, personal)
            JOIN head h ON h.n = r.n AND h.last = h.first - 1
        ), marked AS (
            INSERT INTO dirty_shards (workspace, shard) SELECT workspace, shard FROM head WHERE dirty AND last = first - 1
            ON CONFLICT (workspace, shard) DO UPDATE SET shard = excluded.shard
        )
        SELECT n, last FROM head
        """;

    private readonly NpgsqlCommand command;
    private readonly List<int> shardOfHead = [], numbers = [], shardOfRow = [], others = [];
    private readonly List<string> workspaces = [], leads = [], ids = [], types = [], origins = [], data = [];
    private readonly List<string?> actors = [], personal = [];
    private readonly List<long> firsts = [], seqs = [], occurred = [], received = [];
    private readonly List<bool> dirty = [];

    private AppendStatement(NpgsqlConnection connection)
    {
        command = new NpgsqlCommand(Sql, connection);
        Add(NpgsqlDbType.Integer, shardOfHead);
        Add(NpgsqlDbType.Text, workspaces);
        Add(NpgsqlDbType.Integer, numbers);
        Add(NpgsqlDbType.Bigint, firsts);
        Add(NpgsqlDbType.Boolean, dirty);
        Add(NpgsqlDbType.Integer, shardOfRow);
        Add(NpgsqlDbType.Bigint, seqs);
        Add(NpgsqlDbType.Text, leads);
        Add(NpgsqlDbType.Text, ids);
        Add(NpgsqlDbType.Text, types);
        Add(NpgsqlDbType.Bigint, occurred);
        Add(NpgsqlDbType.Bigint, received);
        Add(NpgsqlDbType.Text, origins);
        Add(NpgsqlDbType.Text, actors);
        Add(NpgsqlDbType.Text, data);
        Add(NpgsqlDbType.Integer, others);
        Add(NpgsqlDbType.Text, personal);
    }

    /// <summary>Compiles it on a connection.</summary>
    public static async Task<AppendStatement> PrepareAsync(NpgsqlConnection connection)
    {
        var statement = new AppendStatement(connection);
        await statement.command.PrepareAsync().ConfigureAwait(false);
        return statement;
    }

    /// <summary>Writes all of it, and tells each what the transaction saw; durable when it answers.</summary>
    /// <exception cref="NpgsqlException">Nothing was written, or, when the connection is lost, that is not known.</exception>
    public async Task RunAsync(IReadOnlyList<AppendWork> works)
    {
        Clear();
        for (var n = 0; n < works.Count; n++) Add(n, works[n]);
        await using var answer = await command.ExecuteReaderAsync().ConfigureAwait(false);
        while (await answer.ReadAsync().ConfigureAwait(false)) works[answer.GetInt32(0)].Saw(answer.GetInt64(1));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => command.DisposeAsync();

    private void Add(int n, AppendWork work)
    {
        shardOfHead.Add(n);
        workspaces.Add(work.Shard.Workspace);
        numbers.Add(work.Shard.Number);
        firsts.Add(work.First);
        dirty.Add(work.MarksDirty);
        foreach (ref readonly var row in work.Texts.AsSpan())
        {
            shardOfRow.Add(n);
            seqs.Add(row.Seq);
            leads.Add(row.Lead);
            ids.Add(row.Id);
            types.Add(row.Type);
            occurred.Add(row.OccurredAt);
            received.Add(row.ReceivedAt);
            origins.Add(row.Origin);
            actors.Add(row.Actor);
            data.Add(row.Data);
            others.Add(row.Other);
            personal.Add(row.Personal);
        }
    }

    private void Clear()
    {
        foreach (var column in (System.Collections.IList[])
                 [shardOfHead, workspaces, numbers, firsts, dirty, shardOfRow, seqs, leads, ids, types, occurred, received, origins, actors, data, others, personal])
            column.Clear();
    }

    private void Add<T>(NpgsqlDbType type, List<T> column) =>
        command.Parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type });
}
