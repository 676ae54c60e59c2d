using System.Globalization;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Benchmarks.Ingest;

/// <summary>
/// Each round measures all three, one after the other, so that whatever slows the machine slows them alike; the ratios of the medians count. The load
/// generator runs on the same cores as the host.
/// </summary>
internal sealed class IngestBenchmark(int events, int leads, int rounds, int clients)
{
    private const int Batch = 100;
    private const int StateEvents = 5_000;
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-bench-").FullName;

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await MeasureAsync(cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureAsync(CancellationToken cancel)
    {
        var load = new Load(leads, TimeProvider.System.GetUtcNow().AddMinutes(-30));
        await using var host = await HostProcess.StartAsync(new HostLaunch { DataFolder = Path.Combine(folder, "host") }, cancel);
        await using var states = await StateWritingSilo.StartAsync(Path.Combine(folder, "states"));
        using var plain = new PlainInsertLoop(Path.Combine(folder, "plain.db"), byLead: true);
        using var bare = new PlainInsertLoop(Path.Combine(folder, "bare.db"), byLead: false);
        var http = new HttpLoad(host, clients);
        var opening = load.Opening();
        var fresh = opening.Count / (await http.PostAsync(LoadEvent.Bodies(opening, Batch), opening.Count, cancel)).TotalSeconds;
        plain.Run(opening);
        bare.Run(opening);
        await MeasureHttpAsync(http, load.Events(events), cancel);
        await states.RunAsync(load.Events(StateEvents));
        Say($"{events:N0} events a round, {leads:N0} active leads, batches of {Batch} over {clients} connections; opening, every lead new: {fresh:N0} events/s");
        var (inserts, posts, writes, bareInserts) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            var round1 = load.Events(events);
            inserts.Add(plain.Run(round1));
            bareInserts.Add(bare.Run(round1));
            var (cpu, own) = (host.CpuTime, Environment.CpuUsage.TotalTime);
            posts.Add(await MeasureHttpAsync(http, round1, cancel));
            (cpu, own) = (host.CpuTime - cpu, Environment.CpuUsage.TotalTime - own);
            writes.Add(await states.RunAsync(load.Events(StateEvents)));
            Say($"round {round}: plain loop {inserts[^1]:N0}/s (without index by lead {bareInserts[^1]:N0}/s), HTTP {posts[^1]:N0}/s, state written at each event {writes[^1]:N0}/s; processor time an event: host {cpu.TotalMicroseconds / events:0.0} µs, load {own.TotalMicroseconds / events:0.0} µs; host {host.WorkingSet / 1048576:N0} MB");
        }

        var (insert, post, write) = (Median(inserts), Median(posts), Median(writes));
        Say($"HTTP ÷ plain insert loop = {post / insert:0.00} (without index by lead {post / Median(bareInserts):0.00})   HTTP ÷ state written at each event = {post / write:0.0}");
    }

    private static async Task<double> MeasureHttpAsync(HttpLoad http, IReadOnlyList<LoadEvent> events, CancellationToken cancel) =>
        events.Count / (await http.PostAsync(LoadEvent.Bodies(events, Batch), events.Count, cancel)).TotalSeconds;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
