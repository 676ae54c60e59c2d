using System.CommandLine;

namespace FunnelGrains.Benchmarks.Ingest;

/// <summary><c>ingest</c>: events over HTTP, durable and counted, beside a plain insert loop and beside a grain that stores its state at each event.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var events = new Option<int>("--events") { Description = "Events a round.", DefaultValueFactory = _ => 200_000 };
        var leads = new Option<int>("--leads") { Description = "Active leads.", DefaultValueFactory = _ => 10_000 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds; the median counts.", DefaultValueFactory = _ => 3 };
        var clients = new Option<int>("--clients") { Description = "Connections that post at the same time.", DefaultValueFactory = _ => 32 };
        var postgres = new Option<bool>("--postgres") { Description = "On PostgreSQL, against COPY and a transaction an event." };
        var command = new Command("ingest", "HTTP batches of 100 against the plain SQLite insert loop and the grain that writes its state at each event.")
        {
            events, leads, rounds, clients, postgres,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var (a, b, c, d) = (parsed.GetValue(events), parsed.GetValue(leads), parsed.GetValue(rounds), parsed.GetValue(clients));
            await (parsed.GetValue(postgres) ? new PostgresIngestBenchmark(a, b, c, d).RunAsync(cancel) : new IngestBenchmark(a, b, c, d).RunAsync(cancel));
            return 0;
        });
        return command;
    }
}
