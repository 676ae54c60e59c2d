using System.Collections.Immutable;

namespace FunnelGrains.Host.Options;

/// <summary>All that can be set. Anything else under <see cref="Section"/> stops the start, so that no typing error passes unseen.</summary>
internal static class HostSettings
{
    /// <summary>The configuration section of the product.</summary>
    public const string Section = "FunnelGrains";

    public const string Urls = "Urls";
    public const string Data = $"{Section}:Data";
    public const string Demo = $"{Section}:Demo";
    public const string Mode = $"{Section}:Mode";
    public const string AdminKey = $"{Section}:AdminKey";
    public const string Storage = $"{Section}:Storage";
    public const string ConnectionString = "ConnectionStrings:FunnelGrains";
    public const string SiloAddress = $"{Section}:SiloAddress";
    public const string SiloPort = $"{Section}:SiloPort";
    public const string GatewayPort = $"{Section}:GatewayPort";
    public const string Zone = $"{Section}:Zone";
    public const string Shards = $"{Section}:Shards";
    public const string RatePerKey = $"{Section}:RatePerKey";
    public const string MetricsPort = $"{Section}:MetricsPort";
    public const string LogFormat = $"{Section}:LogFormat";
    public const string Dashboard = $"{Section}:Dashboard";
    public const string TraceRatio = $"{Section}:TraceRatio";
    public const string ArchiveAfter = $"{Section}:{ArchiveAfterName}";
    public const string ArchiveAfterName = "ArchiveAfter";
    public const string ArchiveFolder = $"{Section}:ArchiveFolder";
    public const string AgreementFile = $"{Section}:AgreementFile";

    public const string SmtpHost = $"{Section}:Smtp:Host";
    public const string SmtpPort = $"{Section}:Smtp:Port";
    public const string SmtpSecurity = $"{Section}:Smtp:Security";
    public const string SmtpUser = $"{Section}:Smtp:User";
    public const string SmtpPassword = $"{Section}:Smtp:Password";
    public const string SmtpFrom = $"{Section}:Smtp:From";

    public static ImmutableArray<HostSetting> All { get; } =
    [
        new("--urls", Urls, "URL", "where to listen (http://localhost:5080)"),
        new("--data", Data, "DIR", "the data folder (./data)"),
        new("--demo", Demo, null, "start with a plausible company already moving"),
        new("--mode", Mode, "all|silo|web", "which parts to run (all)"),
        new(null, AdminKey, "KEY", "the administrator's key, 20 characters or more (made at the first start)"),
        new("--storage", Storage, "sqlite|postgres", "where data is kept (sqlite)"),
        new(null, ConnectionString, "TEXT", "the PostgreSQL database: Host=…;Database=…;Username=…;Password=…"),
        new("--zone", Zone, "ZONE", "IANA zone of a new workspace (America/Sao_Paulo)"),
        new("--shards", Shards, "1-64", "shards of a new workspace (4)"),
        new("--agreement-file", AgreementFile, "FILE", "agreement of a new workspace, JSON (built in)"),
        new(null, RatePerKey, "N", "events a second that one key may post (100000)"),
        new("--silo-address", SiloAddress, "IP", "address of this silo in its private network (127.0.0.1)"),
        new("--silo-port", SiloPort, "PORT", "port of the silo (a free one)"),
        new("--gateway-port", GatewayPort, "PORT", "port of the silo's gateway (a free one)"),
        new(null, MetricsPort, "PORT", "port on which /metrics needs no key (none)"),
        new(null, LogFormat, "text|json", "form of the log (text)"),
        new(null, Dashboard, null, "the Orleans Dashboard at /orleans, for keys of scope admin (false)"),
        new(null, TraceRatio, "SHARE", "share of requests that begin a trace, where OTEL_EXPORTER_OTLP_ENDPOINT is set (0.01)"),
        TuningSettings.ArchiveAfter.Setting,
        new(null, ArchiveFolder, "DIR", "folder of archived rows with PostgreSQL, the same for all silos (with SQLite: archive in the data folder)"),
        new(null, SmtpHost, "NAME", "the server that takes our mail (none)"),
        new(null, SmtpPort, "PORT", "its port (587; with tls 465)"),
        new(null, SmtpSecurity, "starttls|tls|none", "how the connection to it is kept secret (starttls)"),
        new(null, SmtpUser, "TEXT", "who signs in there (nobody)"),
        new(null, SmtpPassword, "TEXT", "with which password"),
        new(null, SmtpFrom, "MAILBOX", "where our mail comes from, such as funnel@example.com"),
        .. TuningSettings.All.Select(tuning => tuning.Setting),
    ];
}
