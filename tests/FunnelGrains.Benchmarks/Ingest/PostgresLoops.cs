using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace FunnelGrains.Benchmarks.Ingest;

/// <summary>
/// What PostgreSQL takes of the same rows when nothing is counted: COPY of 5,000 rows at a time into the journal's table with its indexes, the fastest there is; and
/// the obvious design, a transaction for each event that inserts it, writes its lead and moves a counter.
/// </summary>
internal sealed class PostgresLoops : IAsyncDisposable
{
    private const int RowsACopy = 5_000;
    private const int TransactionsAtOnce = 16;
    private const int Shards = 4;

    private const string Schema = """
        CREATE SCHEMA loops;
        CREATE TABLE loops.journal (
            workspace text COLLATE "C" NOT NULL, shard integer NOT NULL, seq bigint NOT NULL, lead_id text COLLATE "C" NOT NULL, event_id text COLLATE "C" NOT NULL,
            type text COLLATE "C" NOT NULL, occurred_at bigint NOT NULL, received_at bigint NOT NULL, origin text COLLATE "C" NOT NULL, actor text COLLATE "C",
            data text COLLATE "C" NOT NULL, other integer NOT NULL, personal text COLLATE "C", PRIMARY KEY (workspace, shard, seq));
        CREATE INDEX journal_lead ON loops.journal (workspace, shard, lead_id, seq);
        CREATE TABLE loops.leads (lead_id text COLLATE "C" PRIMARY KEY, type text NOT NULL, events integer NOT NULL);
        CREATE TABLE loops.counters (type text PRIMARY KEY, n bigint NOT NULL);
        """;

    private const string OneEvent = """
        WITH written AS (INSERT INTO loops.journal VALUES ('default', $1, $2, $3, $4, $5, $6, $6, 'key:bench', 'ana', $7, 0, NULL)),
        lead AS (INSERT INTO loops.leads VALUES ($3, $5, 1) ON CONFLICT (lead_id) DO UPDATE SET type = excluded.type, events = loops.leads.events + 1)
        INSERT INTO loops.counters VALUES ($5, 1) ON CONFLICT (type) DO UPDATE SET n = loops.counters.n + 1
        """;

    private readonly NpgsqlDataSource source;
    private readonly long[] last = new long[Shards];

    private PostgresLoops(NpgsqlDataSource source) => this.source = source;

    public static async Task<PostgresLoops> OpenAsync(string connectionString, CancellationToken cancel)
    {
        var source = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 1 }.ConnectionString).Build();
        await using var create = source.CreateCommand(Schema);
        await create.ExecuteNonQueryAsync(cancel);
        return new PostgresLoops(source);
    }

    /// <summary>Copies the events.</summary>
    /// <returns>Events a second.</returns>
    public async Task<double> CopyAsync(IReadOnlyList<LoadEvent> events, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var clock = Stopwatch.StartNew();
        foreach (var rows in events.Chunk(RowsACopy))
        {
            await using var copy = await connection.BeginBinaryImportAsync("COPY loops.journal FROM STDIN (FORMAT BINARY)", cancel);
            foreach (var e in rows)
            {
                var (shard, seq) = Next(e);
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync("default", NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(shard, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(seq, NpgsqlDbType.Bigint, cancel);
                await copy.WriteAsync(e.Lead, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(e.Id, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(e.Type, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(e.OccurredAt.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint, cancel);
                await copy.WriteAsync(e.OccurredAt.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint, cancel);
                await copy.WriteAsync("key:bench", NpgsqlDbType.Text, cancel);
                await copy.WriteAsync("ana", NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(e.Data, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(0, NpgsqlDbType.Integer, cancel);
                await copy.WriteNullAsync(cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        return events.Count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>A transaction for each event, 16 at the same time.</summary>
    /// <returns>Events a second.</returns>
    public async Task<double> TransactAsync(IReadOnlyList<LoadEvent> events, CancellationToken cancel)
    {
        var numbered = events.Select(e => (Event: e, Place: Next(e))).ToList();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(numbered, new ParallelOptions { MaxDegreeOfParallelism = TransactionsAtOnce, CancellationToken = cancel }, async (one, stop) =>
        {
            await using var command = source.CreateCommand(OneEvent);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = one.Place.Shard });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = one.Place.Seq });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = one.Event.Lead });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = one.Event.Id });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = one.Event.Type });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = one.Event.OccurredAt.ToUnixTimeMilliseconds() });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = one.Event.Data });
            await command.ExecuteNonQueryAsync(stop);
        });
        return events.Count / clock.Elapsed.TotalSeconds;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private (int Shard, long Seq) Next(LoadEvent e)
    {
        var shard = e.Lead[^1] % Shards;
        return (shard, ++last[shard]);
    }
}
