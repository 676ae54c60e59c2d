using System.Text.Json.Nodes;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Sdk.Tests;
using FunnelGrains.Testing.Processes;

[assembly: AssemblyFixture(typeof(SdkHost))]

namespace FunnelGrains.Sdk.Tests;

/// <summary>A real host for all tests, each with leads of its own. Its only promise: an MQL is accepted within three seconds.</summary>
public sealed class SdkHost : IAsyncLifetime
{
    public const string Promise = "accept_mql";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("funnelgrains-sdk-");

    public HostProcess Host { get; private set; } = null!;

    /// <summary>As an application would have it, with the administrator's key.</summary>
    public FunnelClientOptions Options => OptionsOf(Host);

    public static FunnelClientOptions OptionsOf(HostProcess host) => new() { BaseAddress = host.BaseAddress, Key = host.AdminKey };

    public async ValueTask InitializeAsync() => Host = await HostProcess.StartAsync(Launch(folder.FullName));

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A launch whose new workspace has the short promise.</summary>
    public static HostLaunch Launch(string folder)
    {
        var clause = new Clause(
            Promise, new("Aceitar", "Accept"), "sales", new StageEntered(["mql"]), [new StageEntered(["sal", "sql", "opportunity", "customer"])], [],
            new Target(0.05m, TargetUnit.ElapsedMinutes), AgreementDefaults.Calendar);
        var file = Path.Combine(folder, "agreement.json");
        File.WriteAllText(file, AgreementJson.Write(AgreementDefaults.Create("America/Sao_Paulo") with { Clauses = [clause] }));
        return new HostLaunch().With("FunnelGrains__AgreementFile", file);
    }

    /// <summary>A lead that no other test has.</summary>
    public static string NewLead() => $"T-{Guid.NewGuid():N}";

    public static FunnelEvent Captured(string lead, string id = "c", string source = "site") => new()
    {
        Id = id,
        Type = EventTypes.Captured,
        Lead = lead,
        OccurredAt = TimeProvider.System.GetUtcNow(),
        Data = new JsonObject { ["source"] = source },
    };

    public static FunnelEvent Stage(string lead, string stage, DateTimeOffset? at = null) => new()
    {
        Id = $"s-{stage}",
        Type = EventTypes.StageChanged,
        Lead = lead,
        OccurredAt = at ?? TimeProvider.System.GetUtcNow(),
        Data = new JsonObject { ["stage"] = stage },
    };

    public static FunnelEvent Won(string lead, decimal amount) => new()
    {
        Id = $"w-{lead}",
        Type = EventTypes.DealWon,
        Lead = lead,
        OccurredAt = TimeProvider.System.GetUtcNow(),
        Data = new JsonObject { ["amount"] = amount, ["currency"] = "BRL" },
    };
}
