using FunnelGrains.Abstractions.Access;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Host.Demo;
using FunnelGrains.Host.Options;
using NodaTime;

namespace FunnelGrains.Host.Starting;

/// <summary>Makes the home workspace and its administrator's key, where they are not there yet, before the web listens.</summary>
internal sealed class HomeWorkspace(StartOptions options, IGrainFactory grains, TimeProvider time, Welcome welcome) : IHostedService
{
    private const string KeyName = "administrator";

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private static readonly string[] Everything = ["admin", "read", "ingest", "display"];

    // The same at each try: one whose answer was lost may have made the key.
    private readonly string first = KeyText.Make();

    /// <summary>Why the start cannot go on; null when it can. Thrown from here it would be logged with its stack.</summary>
    public StartRefusedException? Refused { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // In a cluster that comes up, grains may be on silos that are just being found dead, and a node without grains may be the first to be there.
            using var rounds = new PeriodicTimer(Round, TimeProvider.System);
            while (!await TryAsync(cancellationToken)) await rounds.WaitForNextTickAsync(cancellationToken);
        }
        catch (StartRefusedException refused)
        {
            Refused = refused;
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> TryAsync(CancellationToken cancel)
    {
        try
        {
            var home = grains.GetGrain<IWorkspaceGrain>(options.HomeWorkspace);
            var found = await home.FindAsync();
            if (options.Mode == HostMode.Web) return (welcome.Workspace = found) is not null;
            welcome.Workspace = found ?? await home.CreateAsync(New());
            welcome.NewKey = options.AdminKey is { } chosen ? await KeepAsync(chosen) : await FirstKeyAsync();
            return true;
        }
        catch (Exception notYet) when (options.ConnectionString is not null && notYet is TimeoutException or OrleansException && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private Workspace New()
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var agreement = options.AgreementFile is { } file ? AgreementFile.Read(file)
            : options.Demo ? DemoAgreement.Create(options.Zone, now.InZone(Company.Zone).Date)
            : AgreementDefaults.Create(options.Zone);
        var held = AgreementRules.WithHolidays(agreement, now);
        return new Workspace(options.HomeWorkspace, options.Zone, options.Shards, [held]);
    }

    // A key chosen by the administrator is not printed: he knows it.
    private async Task<string?> KeepAsync(string chosen)
    {
        var key = KeyText.Read(chosen) ?? throw new StartRefusedException($"FunnelGrains__AdminKey is longer than {KeyText.Longest} characters.");
        var grain = grains.GetGrain<IApiKeyGrain>(AccessKey.Of(key.Id));
        var kept = await grain.FindAsync();
        if (kept is null)
        {
            if (await grain.IsRevokedAsync()) throw new StartRefusedException("FunnelGrains__AdminKey is a key that was revoked; set another, or none.");
            await Book.CreateAsync(Of(key));
        }
        else if (kept.Workspace != options.HomeWorkspace)
        {
            throw new StartRefusedException(
                $"FunnelGrains__AdminKey opens the workspace {kept.Workspace} in this data folder; use another key or another folder for {options.HomeWorkspace}.");
        }
        return null;
    }

    private async Task<string?> FirstKeyAsync() => await Book.CreateFirstAsync(Of(KeyText.Read(first)!.Value)) ? first : null;

    private IKeyBookGrain Book => grains.GetGrain<IKeyBookGrain>(AccessKey.Book(options.HomeWorkspace));

    private ApiKey Of(KeyText key) =>
        new(key.Id, key.SecretHash, options.HomeWorkspace, KeyName, [.. Everything], Instant.FromDateTimeOffset(time.GetUtcNow()));
}
