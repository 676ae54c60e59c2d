using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Host.Tests.Telemetry;
using FunnelGrains.Testing.Processes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

[assembly: AssemblyFixture(typeof(BusyHost))]

namespace FunnelGrains.Host.Tests.Telemetry;

/// <summary>
/// A real process in which everything that is measured has happened: events of each outcome, a board that got a frame, counts that were saved, and a promise of three seconds
/// that was broken.
/// </summary>
public sealed class BusyHost : IAsyncDisposable
{
    /// <summary>In the events, and in no metric.</summary>
    public const string Lead = "L-4711-named";

    /// <summary>Likewise.</summary>
    public const string Mail = "ana@example.com";

    private readonly int port = FreePort.Next();
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-busy-").FullName;
    private readonly Lazy<Task<HostProcess>> host;

    public BusyHost() => host = new(StartAsync);

    /// <summary>The port on which <c>/metrics</c> needs no key.</summary>
    public Uri MetricsPort => new($"http://127.0.0.1:{port}");

    /// <summary>The host.</summary>
    public Task<HostProcess> HostAsync() => host.Value;

    /// <summary>A client with a new key of these scopes only.</summary>
    public async Task<HttpClient> ClientAsync(params string[] scopes)
    {
        using var admin = (await host.Value).CreateClient();
        using var made = await admin.PostAsJsonAsync("/api/v1/keys", new { name = "test", scopes });
        return (await host.Value).CreateClient((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("text").GetString());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (host is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await host.Value).DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<HostProcess> StartAsync()
    {
        var agreement = Path.Combine(folder, "agreement.json");
        await File.WriteAllTextAsync(agreement, AgreementJson.Write(AgreementDefaults.Create("America/Sao_Paulo") with
        {
            Clauses =
            [
                new Clause(
                    "accept_mql", new("accept_mql", "accept_mql"), "sales", new StageEntered(["mql"]), [new StageEntered(["sal"])], [],
                    new Target(0.05m, TargetUnit.ElapsedMinutes), AgreementDefaults.Calendar),
            ],
        }));
        var started = await HostProcess.StartAsync(new HostLaunch()
            .With("FunnelGrains__MetricsPort", $"{port}").With("FunnelGrains__AgreementFile", agreement).With("FunnelGrains__Dashboard", "true")
            // What archiving measures is told as 0 from the first look on.
            .With("FunnelGrains__ArchiveAfter", "400d").With("FunnelGrains__Shard__ArchiveInterval", "100ms"));
        try
        {
            await HappenAsync(started);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    private static async Task HappenAsync(HostProcess host)
    {
        await using var board = new HubConnectionBuilder().WithUrl(new Uri(host.BaseAddress, "/hubs/board"), hub =>
        {
            (hub.Transports, hub.SkipNegotiation) = (HttpTransportType.WebSockets, true);
            hub.Headers["Authorization"] = $"Bearer {host.AdminKey}";
        }).Build();
        var breached = new TaskCompletionSource();
        var changed = new TaskCompletionSource();
        board.On<JsonElement>("Breached", _ => breached.TrySetResult());
        board.On<JsonElement>("BoardChanged", _ => changed.TrySetResult());
        await board.StartAsync();
        await board.InvokeAsync<JsonElement>("Watch", "main");
        using var client = host.CreateClient();
        object mql = new { id = "e1", type = "lead.stage_changed", lead = Lead, data = new { stage = "mql" }, personal = new { email = Mail } };
        object other = new { id = "e2", type = "lead.captured", lead = "L-2", data = new { source = "ads" } };
        object nothing = new { id = "e3", type = "nothing", lead = "L-3" };
        using var answer = await client.PostAsJsonAsync("/api/v1/events", new[] { mql, other, mql, nothing });
        answer.EnsureSuccessStatusCode();
        using var lead = await client.GetAsync(new Uri($"/api/v1/leads?q={Lead}", UriKind.Relative));
        lead.EnsureSuccessStatusCode();
        await Task.WhenAll(changed.Task, breached.Task).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
