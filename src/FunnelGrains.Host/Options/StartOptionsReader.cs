using System.Globalization;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Host.Telemetry;
using Microsoft.Extensions.Configuration;

namespace FunnelGrains.Host.Options;

/// <summary>Reads and checks the host's options; the first thing wrong stops the start.</summary>
internal static class StartOptionsReader
{
    /// <summary>The options of a configuration.</summary>
    /// <exception cref="StartRefusedException">A value is wrong, or a setting unknown.</exception>
    public static StartOptions Read(IConfiguration configuration)
    {
        RefuseUnknown(configuration.GetSection(HostSettings.Section));
        RefuseEndpoints(configuration);
        var database = Database(configuration);
        var options = new StartOptions(
            Urls(configuration),
            FullPath(configuration[HostSettings.Data] is { Length: > 0 } folder ? folder : "data", HostSettings.Data),
            Flag(configuration, HostSettings.Demo),
            Mode(configuration[HostSettings.Mode]),
            Key(configuration[HostSettings.AdminKey]),
            database,
            SiloAddressReader.Read(configuration[HostSettings.SiloAddress]),
            Number(configuration, HostSettings.SiloPort, 1, 65_535),
            Number(configuration, HostSettings.GatewayPort, 1, 65_535),
            Zone(configuration[HostSettings.Zone]),
            Number(configuration, HostSettings.Shards, 1, 64) ?? 4,
            Number(configuration, HostSettings.RatePerKey, 1, 10_000_000) ?? 100_000,
            configuration[HostSettings.AgreementFile] is { Length: > 0 } file ? FullPath(file, HostSettings.AgreementFile) : null,
            configuration[HostSettings.ArchiveFolder] is { Length: > 0 } archive ? FullPath(archive, HostSettings.ArchiveFolder) : null,
            Telemetry(configuration),
            MailReader.Read(configuration),
            Tuning.Read(configuration));
        RefuseUnfit(options);
        return options;
    }

    private static void RefuseUnfit(StartOptions options)
    {
        if (options.Urls.Any(url => url.Port == options.Telemetry.MetricsPort))
            throw new StartRefusedException($"{Variable(HostSettings.MetricsPort)} is a port of --urls; /metrics without a key needs one of its own.");
        if (options.Mode != HostMode.All && options.ConnectionString is null)
            throw new StartRefusedException($"mode '{options.Mode.ToString().ToLowerInvariant()}' is one of several nodes, which share a PostgreSQL database: add --storage postgres.");
        if (options.ConnectionString is null && options.ArchiveFolder is not null)
            throw new StartRefusedException($"{Variable(HostSettings.ArchiveFolder)} is for --storage postgres; with SQLite archived rows are in the folder archive of the data folder.");
        if (options is { Mode: not HostMode.Web, ConnectionString: not null, ArchiveFolder: null, Tuning.Shard.ArchiveAfter: not null })
            throw new StartRefusedException($"{Variable(HostSettings.ArchiveAfter)} needs {Variable(HostSettings.ArchiveFolder)}, a folder that all silos reach under some path.");
        if (options.Mode != HostMode.All && options.Demo) throw new StartRefusedException("--demo runs in mode all only.");
    }

    private static void RefuseUnknown(IConfigurationSection section)
    {
        var known = HostSettings.All.Select(setting => setting.Key).ToArray();
        foreach (var (path, _) in section.AsEnumerable().Where(one => one.Value is not null && !known.Contains(one.Key, StringComparer.OrdinalIgnoreCase)))
        {
            var near = Nearest.To(path, known);
            throw new StartRefusedException(
                $"unknown setting {Variable(path)}; {(near is null ? "--help lists the settings." : $"did you mean {Variable(near)}?")}");
        }
    }

    // They would be listened on instead of --urls, by which all is judged: whether ports are free, and whether the demo may be read without a key.
    private static void RefuseEndpoints(IConfiguration configuration)
    {
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            throw new StartRefusedException("Kestrel__Endpoints is not taken here: name the addresses with --urls, and a certificate with Kestrel__Certificates__Default.");
    }

    private static string? Database(IConfiguration configuration)
    {
        switch (configuration[HostSettings.Storage]?.ToLowerInvariant())
        {
            case null or "" or "sqlite":
                return null;
            case "postgres":
                return configuration[HostSettings.ConnectionString] is { Length: > 0 } text
                    ? text
                    : throw new StartRefusedException($"storage 'postgres' needs {Variable(HostSettings.ConnectionString)}, such as Host=db;Database=funnel;Username=funnel;Password=….");
            case var other:
                throw new StartRefusedException($"storage '{other}' is neither sqlite nor postgres.");
        }
    }

    private static TelemetryOptions Telemetry(IConfiguration configuration) => new(
        Number(configuration, HostSettings.MetricsPort, 1, 65_535),
        configuration[HostSettings.LogFormat]?.ToLowerInvariant() switch
        {
            null or "" or "text" => false,
            "json" => true,
            var other => throw new StartRefusedException($"{Variable(HostSettings.LogFormat)} is '{other}', neither text nor json."),
        },
        Flag(configuration, HostSettings.Dashboard),
        Share(configuration, HostSettings.TraceRatio) ?? 0.01,
        configuration[TelemetryWiring.Endpoint] is { Length: > 0 });

    private static double? Share(IConfiguration configuration, string key) => configuration[key] is not { Length: > 0 } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share
        : throw new StartRefusedException($"{Variable(key)} is '{text}', not a number from 0 to 1.");

    private static HostMode Mode(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" or "all" => HostMode.All,
        "silo" => HostMode.Silo,
        "web" => HostMode.Web,
        _ => throw new StartRefusedException($"mode '{text}' is none of all, silo, web."),
    };

    private static Uri[] Urls(IConfiguration configuration)
    {
        var text = configuration[HostSettings.Urls] is { Length: > 0 } given ? given : "http://localhost:5080";
        return [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Url)];
    }

    private static Uri Url(string text)
    {
        // Kestrel's wildcards are no host names.
        var readable = text.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(readable, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.PathAndQuery != "/")
        {
            throw new StartRefusedException($"'{text}' is not an address to listen on, such as http://localhost:5080.");
        }
        return url is { Host: "localhost", Port: 0 }
            ? throw new StartRefusedException("localhost has two addresses, so it needs a port of its own; for any free port write http://127.0.0.1:0.")
            : url;
    }

    private static string? Key(string? text) => text switch
    {
        null or "" => null,
        { Length: < KeyText.Shortest } => throw new StartRefusedException(
            string.Create(CultureInfo.InvariantCulture, $"{Variable(HostSettings.AdminKey)} is shorter than {KeyText.Shortest} characters.")),
        _ when !KeyText.CanTravel(text) => throw new StartRefusedException(
            $"{Variable(HostSettings.AdminKey)} holds a character that is not visible ASCII, or a space at an end: it could not travel in a header."),
        _ => text,
    };

    private static string Zone(string? text)
    {
        var zone = text is { Length: > 0 } ? text : "America/Sao_Paulo";
        return ZoneDatabase.TryFind(zone, out _)
            ? zone
            : throw new StartRefusedException($"'{zone}' is not an IANA zone such as America/Sao_Paulo.");
    }

    private static int? Number(IConfiguration configuration, string key, int least, int most)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return null;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new StartRefusedException(
                string.Create(CultureInfo.InvariantCulture, $"{Variable(key)} is '{text}', not a whole number from {least} to {most}."));
    }

    private static bool Flag(IConfiguration configuration, string key) => configuration[key]?.ToLowerInvariant() switch
    {
        null or "" or "false" or "0" => false,
        "true" or "1" => true,
        var other => throw new StartRefusedException($"{Variable(key)} is '{other}', neither true nor false."),
    };

    private static string FullPath(string path, string key)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (ArgumentException wrong)
        {
            throw new StartRefusedException($"{Variable(key)} is not a path: {wrong.Message}", wrong);
        }
    }

    private static string Variable(string key) =>
        HostSettings.All.FirstOrDefault(setting => string.Equals(setting.Key, key, StringComparison.OrdinalIgnoreCase))?.Variable
        ?? key.Replace(":", "__", StringComparison.Ordinal);
}
