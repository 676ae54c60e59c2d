using System.Net;
using FunnelGrains.Grains.Notices;

namespace FunnelGrains.Host.Options;

/// <summary>What the host was asked to be; valid in itself.</summary>
/// <param name="Urls">Where to listen, http or https; <c>http://localhost:5080</c> by default.</param>
/// <param name="DataFolder">Full path of the data folder; <c>./data</c> by default.</param>
/// <param name="Demo">Whether the demo company runs.</param>
/// <param name="Mode">All, by default.</param>
/// <param name="AdminKey">The administrator's key, 20 characters or more; null: one is made at the first start.</param>
/// <param name="ConnectionString">Of the PostgreSQL database; null for SQLite files in the data folder.</param>
/// <param name="SiloAddress">Where other nodes of the cluster reach this silo; loopback by default, for its ports authenticate nobody.</param>
/// <param name="SiloPort">Port between silos, 1 to 65,535; null: a free one.</param>
/// <param name="GatewayPort">Port for cluster clients; null: a free one.</param>
/// <param name="Zone">IANA zone of the home workspace when it is created; <c>America/Sao_Paulo</c> by default.</param>
/// <param name="Shards">Shards of the home workspace when it is created, 1 to 64; 4 by default.</param>
/// <param name="RatePerKey">Events a second that one key may post in the long run, 1 to 10,000,000; 100,000 by default.</param>
/// <param name="AgreementFile">Full path of the agreement (JSON) of the home workspace when it is created; null: the built-in one.</param>
/// <param name="ArchiveFolder">Full path of the folder of archived rows with PostgreSQL; null: none, or with SQLite the data folder's own.</param>
/// <param name="Telemetry">How the process lets itself be watched.</param>
/// <param name="Mail">The server that takes our mail.</param>
/// <param name="Tuning">Bounds and rhythms of the grains.</param>
internal sealed record StartOptions(
    IReadOnlyList<Uri> Urls, string DataFolder, bool Demo, HostMode Mode, string? AdminKey, string? ConnectionString, IPAddress SiloAddress, int? SiloPort, int? GatewayPort,
    string Zone, int Shards, int RatePerKey, string? AgreementFile, string? ArchiveFolder, TelemetryOptions Telemetry, MailOptions Mail, Tuning Tuning)
{
    /// <summary>The workspace that the administrator's key and the sign-in link open.</summary>
    public string HomeWorkspace => Demo ? "demo" : "default";
}
