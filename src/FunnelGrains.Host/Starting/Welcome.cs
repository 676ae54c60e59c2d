using System.Globalization;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Host.Options;

namespace FunnelGrains.Host.Starting;

/// <summary>What the start prints: where the board is, how to sign in, the key once, and the first event to post.</summary>
internal sealed partial class Welcome(StartOptions options, IGrainFactory grains)
{
    private const int Tries = 5;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private string address = "";
    private string? signIn;

    /// <summary>The home workspace.</summary>
    public Workspace? Workspace { get; set; }

    /// <summary>The administrator's key if it was made just now: the only time that its text is known.</summary>
    public string? NewKey { get; set; }

    /// <summary>Makes the sign-in link; a cluster's database may just be restarting, and a node that answers all else does not end for a link.</summary>
    /// <param name="urls">What the web listens on, real ports included.</param>
    /// <param name="logger">Told when there is none.</param>
    public async Task PrepareAsync(IEnumerable<string> urls, ILogger logger)
    {
        address = urls.Select(Reachable).First();
        if (options.Mode == HostMode.Silo) return;
        for (var tries = Tries; signIn is null; tries--)
        {
            try
            {
                signIn = $"{address}/signin#{await grains.GetGrain<ISignInGrain>(AccessKey.SignIn).MakeAsync(options.HomeWorkspace)}";
            }
            catch (Exception failed) when (options.ConnectionString is not null)
            {
                if (tries > 1)
                {
                    await Task.Delay(BetweenTries, TimeProvider.System);
                    continue;
                }

                LogNoSignIn(logger, failed);
                return;
            }
        }
    }

    /// <summary>Prints it.</summary>
    public void Print(TextWriter to)
    {
        to.WriteLine();
        to.WriteLine($"  FunnelGrains {Help.Version}");
        to.WriteLine();
        if (options.Mode == HostMode.Silo)
        {
            Row(to, "Silo", $"ready; {address}/health/ready");
            if (NewKey is not null) Row(to, "Admin key", $"{NewKey}  (shown only this once: keep it)");
            return;
        }

        Row(to, "Board", address);
        Row(to, "Sign in", signIn ?? "no link could be kept just now: the next start prints one");
        if (signIn is not null) Row(to, "", "works once, within 10 minutes; every start prints a new one");
        Row(to, "API", $"{address}/docs");
        if (NewKey is not null)
        {
            Row(to, "Admin key", NewKey);
            Row(to, "", "shown only this once: keep it");
        }
        Row(to, "Workspace", string.Create(CultureInfo.InvariantCulture, $"{Workspace?.Key}, {Workspace?.Zone}, {Workspace?.Shards} shards"));
        Row(to, "Data", options.ConnectionString is null ? options.DataFolder : "a PostgreSQL database");
        if (options.Demo)
        {
            Row(to, "Demo", "Maracatu Gestão, an invented company: months of history, then an event every few seconds");
        }
        to.WriteLine();
        to.WriteLine("  Post an event:");
        to.WriteLine($"    curl {address}/api/v1/events -H 'Authorization: Bearer {NewKey ?? "<key>"}' \\");
        to.WriteLine("      -H 'Content-Type: application/json' -d '{\"type\":\"lead.stage_changed\",\"lead\":\"L-1\",\"data\":{\"stage\":\"mql\"}}'");
        to.WriteLine();
        to.WriteLine("  Ctrl+C ends it.");
        to.WriteLine();
    }

    /// <summary>Says the same in the log.</summary>
    public void Log(ILogger logger)
    {
        LogReady(logger, Help.Version, options.Mode, address);
        if (signIn is not null) LogSignIn(logger, signIn);
        if (NewKey is not null) LogNewKey(logger, NewKey);
    }

    [LoggerMessage(LogLevel.Information, "FunnelGrains {Version}, mode {Mode}, answers at {Address}")]
    private static partial void LogReady(ILogger logger, string version, HostMode mode, string address);

    [LoggerMessage(LogLevel.Information, "A browser signs in at {Link}, once, within 10 minutes")]
    private static partial void LogSignIn(ILogger logger, string link);

    [LoggerMessage(LogLevel.Warning, "No link that signs a browser in could be kept; the next start prints one")]
    private static partial void LogNoSignIn(ILogger logger, Exception why);

    [LoggerMessage(LogLevel.Warning, "The first administrator's key, shown only this once: {Key}")]
    private static partial void LogNewKey(ILogger logger, string key);

    private static void Row(TextWriter to, string name, string text) => to.WriteLine($"  {name,-10} {text}");

    // A wildcard is no place to go to.
    private static string Reachable(string url) =>
        url.Replace("//[::]", "//localhost", StringComparison.Ordinal).Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal).TrimEnd('/');
}
