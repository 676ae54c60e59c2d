using FunnelGrains.Host.Options;
using Microsoft.Extensions.Configuration;

namespace FunnelGrains.Host.Tests.Options;

public sealed class StartOptionsTests
{
    [Fact]
    public void Without_any_setting_the_defaults_hold()
    {
        var options = Read();
        options.Urls.ShouldHaveSingleItem().ShouldBe(new Uri("http://localhost:5080"));
        options.DataFolder.ShouldBe(Path.GetFullPath("data"));
        options.Demo.ShouldBeFalse();
        options.Mode.ShouldBe(HostMode.All);
        options.AdminKey.ShouldBeNull();
        options.SiloPort.ShouldBeNull();
        options.GatewayPort.ShouldBeNull();
        options.Zone.ShouldBe("America/Sao_Paulo");
        options.Shards.ShouldBe(4);
        options.AgreementFile.ShouldBeNull();
        options.Telemetry.ShouldBe(new TelemetryOptions(MetricsPort: null, JsonLogs: false, Dashboard: false, TraceRatio: 0.01, Exports: false));
        options.HomeWorkspace.ShouldBe("default");
    }

    [Theory]
    [InlineData("silo", nameof(HostMode.Silo))]
    [InlineData("WEB", nameof(HostMode.Web))]
    [InlineData("all", nameof(HostMode.All))]
    public void A_node_of_a_cluster_shares_a_database(string mode, string expected)
    {
        var options = Read((HostSettings.Mode, mode), (HostSettings.Storage, "postgres"), (HostSettings.ConnectionString, "Host=db"));
        options.Mode.ToString().ShouldBe(expected);
        options.ConnectionString.ShouldBe("Host=db");
        options.SiloAddress.ShouldBe(System.Net.IPAddress.Loopback);
    }

    [Fact]
    public void Archived_rows_are_in_a_folder_that_all_silos_share_or_in_the_data_folder()
    {
        (string, string?)[] cluster = [(HostSettings.Storage, "postgres"), (HostSettings.ConnectionString, "Host=db"), (HostSettings.ArchiveAfter, "400d")];
        Should.Throw<StartRefusedException>(() => Read(cluster)).Message.ShouldBe("FunnelGrains__ArchiveAfter needs FunnelGrains__ArchiveFolder, a folder that all silos reach under some path.");
        Read([.. cluster, (HostSettings.ArchiveFolder, "/mnt/archive")]).ArchiveFolder.ShouldBe("/mnt/archive");
        Read([.. cluster, (HostSettings.Mode, "web")]).ArchiveFolder.ShouldBeNull("a web node keeps no data");
        Read((HostSettings.ArchiveAfter, "400d")).Tuning.Shard.ArchiveAfter.ShouldBe(TimeSpan.FromDays(400));
        Should.Throw<StartRefusedException>(() => Read((HostSettings.ArchiveFolder, "/mnt/archive"))).Message.ShouldStartWith("FunnelGrains__ArchiveFolder is for --storage postgres");
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.7.9")]
    [InlineData("100.64.0.1")]
    [InlineData("fd00::7")]
    public void A_silo_is_reached_at_a_private_address(string address) => Read((HostSettings.SiloAddress, address)).SiloAddress.ToString().ShouldBe(address);

    [Fact]
    public void The_demo_runs_in_one_process() => Should.Throw<StartRefusedException>(() => Read(
        (HostSettings.Demo, "true"), (HostSettings.Mode, "silo"), (HostSettings.Storage, "postgres"), (HostSettings.ConnectionString, "Host=db")))
        .Message.ShouldBe("--demo runs in mode all only.");

    [Fact]
    public void The_demo_lives_in_a_workspace_of_its_own() => Read((HostSettings.Demo, "true")).HomeWorkspace.ShouldBe("demo");

    [Theory]
    [InlineData(HostSettings.Shards, "0", "FunnelGrains__Shards is '0', not a whole number from 1 to 64.")]
    [InlineData(HostSettings.Shards, "65", "FunnelGrains__Shards is '65', not a whole number from 1 to 64.")]
    [InlineData(HostSettings.Shards, "four", "FunnelGrains__Shards is 'four', not a whole number from 1 to 64.")]
    [InlineData(HostSettings.SiloPort, "70000", "FunnelGrains__SiloPort is '70000', not a whole number from 1 to 65535.")]
    [InlineData(HostSettings.GatewayPort, "-1", "FunnelGrains__GatewayPort is '-1', not a whole number from 1 to 65535.")]
    [InlineData(HostSettings.Zone, "Brasilia", "'Brasilia' is not an IANA zone such as America/Sao_Paulo.")]
    [InlineData(HostSettings.Mode, "silo", "mode 'silo' is one of several nodes, which share a PostgreSQL database: add --storage postgres.")]
    [InlineData(HostSettings.Mode, "web", "mode 'web' is one of several nodes, which share a PostgreSQL database: add --storage postgres.")]
    [InlineData(HostSettings.Mode, "both", "mode 'both' is none of all, silo, web.")]
    [InlineData(HostSettings.Storage, "postgres", "storage 'postgres' needs ConnectionStrings__FunnelGrains, such as Host=db;Database=funnel;Username=funnel;Password=….")]
    [InlineData(HostSettings.Storage, "mysql", "storage 'mysql' is neither sqlite nor postgres.")]
    [InlineData(HostSettings.SiloAddress, "0.0.0.0", "silo address '0.0.0.0' means every network of this machine, and the silo's ports authenticate nobody: name its private address.")]
    [InlineData(HostSettings.SiloAddress, "::", "silo address '::' means every network of this machine, and the silo's ports authenticate nobody: name its private address.")]
    [InlineData(HostSettings.SiloAddress, "8.8.8.8", "silo address '8.8.8.8' is public, and the silo's ports authenticate nobody: name a private address.")]
    [InlineData(HostSettings.SiloAddress, "172.32.0.1", "silo address '172.32.0.1' is public, and the silo's ports authenticate nobody: name a private address.")]
    [InlineData(HostSettings.SiloAddress, "silo-1", "silo address 'silo-1' is not an IP address such as 10.0.0.5.")]
    [InlineData(HostSettings.AdminKey, "nineteen-characters", "FunnelGrains__AdminKey is shorter than 20 characters.")]
    [InlineData(HostSettings.AdminKey, "twenty characters and é", "FunnelGrains__AdminKey holds a character that is not visible ASCII, or a space at an end: it could not travel in a header.")]
    [InlineData(HostSettings.AdminKey, "twenty characters and\ta tab", "FunnelGrains__AdminKey holds a character that is not visible ASCII, or a space at an end: it could not travel in a header.")]
    [InlineData(HostSettings.AdminKey, "twenty characters and a space ", "FunnelGrains__AdminKey holds a character that is not visible ASCII, or a space at an end: it could not travel in a header.")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://0.0.0.0:80", "Kestrel__Endpoints is not taken here: name the addresses with --urls, and a certificate with Kestrel__Certificates__Default.")]
    [InlineData(HostSettings.Urls, "localhost:5080", "'localhost:5080' is not an address to listen on, such as http://localhost:5080.")]
    [InlineData(HostSettings.Urls, "http://localhost:0", "localhost has two addresses, so it needs a port of its own; for any free port write http://127.0.0.1:0.")]
    [InlineData(HostSettings.Demo, "yes", "FunnelGrains__Demo is 'yes', neither true nor false.")]
    [InlineData(HostSettings.MetricsPort, "0", "FunnelGrains__MetricsPort is '0', not a whole number from 1 to 65535.")]
    [InlineData(HostSettings.MetricsPort, "5080", "FunnelGrains__MetricsPort is a port of --urls; /metrics without a key needs one of its own.")]
    [InlineData(HostSettings.LogFormat, "xml", "FunnelGrains__LogFormat is 'xml', neither text nor json.")]
    [InlineData(HostSettings.Dashboard, "on", "FunnelGrains__Dashboard is 'on', neither true nor false.")]
    [InlineData(HostSettings.TraceRatio, "1.1", "FunnelGrains__TraceRatio is '1.1', not a number from 0 to 1.")]
    [InlineData("FunnelGrains:Goals:CloseAfter", "24:00:00", "FunnelGrains__Goals__CloseAfter is '24:00:00', not a time from 0s to 31d, such as 500ms, 3s, 10m, 24h or 2d.")]
    [InlineData("FunnelGrains:Goals:CloseAfter", "32d", "FunnelGrains__Goals__CloseAfter is '32d', not a time from 0s to 31d, such as 500ms, 3s, 10m, 24h or 2d.")]
    [InlineData("FunnelGrains:Goals:CloseAfter", "-1h", "FunnelGrains__Goals__CloseAfter is '-1h', not a time from 0s to 31d, such as 500ms, 3s, 10m, 24h or 2d.")]
    [InlineData("FunnelGrains:Goals:Behind", "1.2", "FunnelGrains__Goals__Behind is 1.2, more than FunnelGrains__Goals__OnTrack, which is 0.99.")]
    [InlineData("FunnelGrains:Goals:OnTrack", "0,9", "FunnelGrains__Goals__OnTrack is '0,9', not a number from 0 to 2.")]
    [InlineData("FunnelGrains:Shard:QueueLimit", "999", "FunnelGrains__Shard__QueueLimit is '999', not a whole number from 1000 to 1000000.")]
    [InlineData("FunnelGrains:Shard:QueueLimits", "2000", "unknown setting FunnelGrains__Shard__QueueLimits; did you mean FunnelGrains__Shard__QueueLimit?")]
    [InlineData("FunnelGrains:Goals", "x", "unknown setting FunnelGrains__Goals; --help lists the settings.")]
    [InlineData("FunnelGrains:AdminKye", "x", "unknown setting FunnelGrains__AdminKye; did you mean FunnelGrains__AdminKey?")]
    [InlineData("FunnelGrains:Colour", "blue", "unknown setting FunnelGrains__Colour; --help lists the settings.")]
    public void A_wrong_setting_is_refused_in_one_line(string key, string value, string message) =>
        Should.Throw<StartRefusedException>(() => Read((key, value))).Message.ShouldBe(message);

    [Theory]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:1;http://127.0.0.1:2")]
    public void Addresses_of_every_usual_form_are_taken(string urls) => Read((HostSettings.Urls, urls)).Urls.Count.ShouldBe(urls.Split(';').Length);

    [Theory]
    [InlineData("12345678901234567890")]
    [InlineData("twenty characters with spaces")]
    public void Keys_of_twenty_characters_or_more_are_taken_with_spaces_too(string key) => Read((HostSettings.AdminKey, key)).AdminKey.ShouldBe(key);

    private static StartOptions Read(params (string Key, string? Value)[] settings) => StartOptionsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build());
}
