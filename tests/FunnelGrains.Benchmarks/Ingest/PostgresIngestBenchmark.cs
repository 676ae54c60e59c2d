using System.Globalization;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Benchmarks.Ingest;

/// <summary>The same load on PostgreSQL: one host with silo and web, its database beside it on the same cores, commits waiting for the disk.</summary>
internal sealed class PostgresIngestBenchmark(int events, int leads, int rounds, int clients)
{
    private const int Batch = 100;
    private const int TransactionEvents = 20_000;

    public async Task RunAsync(CancellationToken cancel)
    {
        await using var server = await PostgresServer.CreateAsync(durable: true, cancel);
        var database = await server.CreateDatabaseAsync(cancel);
        await using var loops = await PostgresLoops.OpenAsync(await server.CreateDatabaseAsync(cancel), cancel);
        await using var host = await HostProcess.StartAsync(new HostLaunch().With("FunnelGrains__Storage", "postgres").With("ConnectionStrings__FunnelGrains", database), cancel);
        var load = new Load(leads, TimeProvider.System.GetUtcNow().AddMinutes(-30));
        var http = new HttpLoad(host, clients);
        var opening = load.Opening();
        var fresh = opening.Count / (await http.PostAsync(LoadEvent.Bodies(opening, Batch), opening.Count, cancel)).TotalSeconds;
        await loops.CopyAsync(opening, cancel);
        await MeasureHttpAsync(http, load.Events(events), cancel);
        await loops.TransactAsync(load.Events(TransactionEvents), cancel);
        Say($"PostgreSQL: {events:N0} events a round, {leads:N0} active leads, batches of {Batch} over {clients} connections; opening, every lead new: {fresh:N0} events/s");
        var (copies, posts, transactions) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            var more = load.Events(events);
            copies.Add(await loops.CopyAsync(more, cancel));
            posts.Add(await MeasureHttpAsync(http, more, cancel));
            transactions.Add(await loops.TransactAsync(load.Events(TransactionEvents), cancel));
            Say($"round {round}: COPY {copies[^1]:N0}/s, HTTP {posts[^1]:N0}/s, a transaction an event {transactions[^1]:N0}/s; host {host.WorkingSet / 1048576:N0} MB");
        }

        Say($"HTTP ÷ COPY = {Median(posts) / Median(copies):0.00}   HTTP ÷ a transaction an event = {Median(posts) / Median(transactions):0.0}");
    }

    private static async Task<double> MeasureHttpAsync(HttpLoad http, IReadOnlyList<LoadEvent> events, CancellationToken cancel) =>
        events.Count / (await http.PostAsync(LoadEvent.Bodies(events, Batch), events.Count, cancel)).TotalSeconds;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
