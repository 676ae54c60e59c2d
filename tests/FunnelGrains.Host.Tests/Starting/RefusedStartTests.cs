using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace FunnelGrains.Host.Tests.Starting;

/// <summary>Real processes that cannot start: one line on standard error, exit code 1, nothing else.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-refused-").FullName;

    [Fact]
    public async Task An_unknown_option() =>
        await IsRefusedAsync(new HostLaunch { Arguments = ["--dmeo"] }, "unknown option --dmeo; did you mean --demo?");

    [Fact]
    public async Task An_unknown_setting_in_the_environment() =>
        await IsRefusedAsync(new HostLaunch().With("FunnelGrains__Sards", "3"), "unknown setting FunnelGrains__Sards; did you mean FunnelGrains__Shards?");

    [Fact]
    public async Task A_bound_that_is_none() =>
        await IsRefusedAsync(new HostLaunch().With("FunnelGrains__Shard__LeadEventLimit", "0"), "FunnelGrains__Shard__LeadEventLimit is '0', not a whole number from 1 to 100000.");

    [Fact]
    public async Task A_node_of_a_cluster_without_its_database() =>
        await IsRefusedAsync(new HostLaunch { Arguments = ["--mode", "web"] }, "mode 'web' is one of several nodes, which share a PostgreSQL database: add --storage postgres.");

    [Fact]
    public async Task A_database_that_does_not_answer() => await IsRefusedAsync(
        new HostLaunch().With("FunnelGrains__Storage", "postgres").With("ConnectionStrings__FunnelGrains", $"Host=127.0.0.1;Port={FreePort.Next()};Database=funnel;Username=funnel;Password=secret"),
        "The database funnel on PostgreSQL at 127.0.0.1:");

    [Fact]
    public async Task A_storage_without_its_database() =>
        await IsRefusedAsync(new HostLaunch().With("FunnelGrains__Storage", "postgres"), "storage 'postgres' needs ConnectionStrings__FunnelGrains, such as Host=db;Database=funnel;Username=funnel;Password=….");

    [Fact]
    public async Task A_short_key() =>
        await IsRefusedAsync(new HostLaunch { AdminKey = "short" }, "FunnelGrains__AdminKey is shorter than 20 characters.");

    [Fact]
    public async Task A_taken_port()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await IsRefusedAsync(new HostLaunch { Port = port }, $"cannot listen on http://127.0.0.1:{port}: the port is taken; choose another with --urls.");
    }

    [Fact]
    public async Task Addresses_that_would_be_listened_on_instead_of_those_of_the_option() => await IsRefusedAsync(
        new HostLaunch { Demo = true }.With("Kestrel__Endpoints__Any__Url", $"http://0.0.0.0:{FreePort.Next()}"),
        "Kestrel__Endpoints is not taken here: name the addresses with --urls");

    [Fact]
    public async Task A_secure_address_without_a_certificate()
    {
        var port = FreePort.Next();
        // A home without a development certificate.
        await IsRefusedAsync(
            new HostLaunch { Arguments = ["--urls", $"https://127.0.0.1:{port}"] }.With("HOME", folder),
            $"cannot listen on https://127.0.0.1:{port}: it needs a certificate; name its file with Kestrel__Certificates__Default__Path");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("This is no certificate.")]
    public async Task A_secure_address_with_a_certificate_that_is_not_there_or_is_none(string? text)
    {
        var (port, file) = (FreePort.Next(), Path.Combine(folder, "certificate.pfx"));
        if (text is not null) await File.WriteAllTextAsync(file, text);
        await IsRefusedAsync(
            new HostLaunch { Arguments = ["--urls", $"https://127.0.0.1:{port}"] }.With("Kestrel__Certificates__Default__Path", file),
            $"cannot listen on https://127.0.0.1:{port}: its certificate cannot be used (");
    }

    [Fact]
    public async Task A_taken_silo_port()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await IsRefusedAsync(new HostLaunch { Arguments = ["--silo-port", $"{port}"] }, $"cannot use port {port} for the silo: the port is taken; choose another with --silo-port or --gateway-port.");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");
        await IsRefusedAsync(new HostLaunch { DataFolder = Path.Combine(file, "data") }, $"The data folder {file}/data cannot be created");
    }

    [Fact]
    public async Task A_data_folder_that_another_process_holds()
    {
        using var held = new FileStream(Path.Combine(folder, ".lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await IsRefusedAsync(new HostLaunch { DataFolder = folder }, $"The data folder {folder} is in use by another FunnelGrains process");
    }

    [Theory]
    [InlineData("journal")]
    [InlineData("read")]
    [InlineData("grains")]
    public async Task A_database_of_a_newer_schema(string kind)
    {
        await using (var file = Open(kind))
        {
            await using var make = file.CreateCommand();
            make.CommandText = "CREATE TABLE schema_versions (kind TEXT NOT NULL, version INTEGER NOT NULL, applied_at INTEGER NOT NULL, PRIMARY KEY (kind, version));"
                + $"INSERT INTO schema_versions VALUES ('{kind}', 999, 0)";
            await make.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        await IsRefusedAsync(new HostLaunch { DataFolder = folder }, $"The {kind} database {folder}/{kind}.db has schema 999");
    }

    [Theory]
    [InlineData("journal")]
    [InlineData("read")]
    [InlineData("grains")]
    public async Task A_broken_file(string kind)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, $"{kind}.db"), string.Concat(Enumerable.Repeat("This is no database. ", 1_000)));
        await IsRefusedAsync(new HostLaunch { DataFolder = folder }, $"The {kind} database {folder}/{kind}.db is damaged or not a database");
    }

    [Theory]
    [InlineData("{", "is not the JSON of an agreement")]
    [InlineData("{}", "is not the JSON of an agreement")]
    [InlineData("""{"version":1,"inForceFrom":"2026-01-01T00:00:00Z","teams":[null],"stages":[],"clauses":[],"calendars":{}}""", "does not fit together: its teams has null at 0.")]
    public async Task An_agreement_file_that_is_none(string text, string reason)
    {
        var file = Path.Combine(folder, "agreement.json");
        await File.WriteAllTextAsync(file, text);
        await IsRefusedAsync(new HostLaunch().With("FunnelGrains__AgreementFile", file), $"the agreement file {file} {reason}");
    }

    [Theory]
    [InlineData("UPDATE agreements SET document = replace(document, 'America/Sao_Paulo', 'America/Atlantis')", "a calendar of an agreement here is in the time zone America/Atlantis")]
    [InlineData("UPDATE workspaces SET zone = 'America/Atlantis'", "the workspace default is in the time zone America/Atlantis")]
    public async Task A_zone_in_use_that_the_time_zone_data_lack(string change, string reason)
    {
        await using (await HostProcess.StartAsync(new HostLaunch { DataFolder = folder }, TestContext.Current.CancellationToken)) { }
        await using (var file = Open("journal"))
        {
            await using var make = file.CreateCommand();
            make.CommandText = change;
            (await make.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        }
        await IsRefusedAsync(new HostLaunch { DataFolder = folder }, $"{reason}, which this program's tz database ({ZoneDatabase.Version}) does not have");
    }

    [Fact]
    public async Task An_agreement_file_that_is_not_there() =>
        await IsRefusedAsync(
            new HostLaunch().With("FunnelGrains__AgreementFile", Path.Combine(folder, "none.json")), $"the agreement file {folder}/none.json cannot be read");

    [Fact]
    public async Task Help_is_printed_and_is_no_failure()
    {
        var end = await HostProcess.RunToEndAsync(new HostLaunch { Arguments = ["--help"] });
        end.ExitCode.ShouldBe(0);
        end.Errors.ShouldBeEmpty();
        end.Output.ShouldContain(line => line.Contains("--data DIR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_version_is_printed_and_is_no_failure()
    {
        var end = await HostProcess.RunToEndAsync(new HostLaunch { Arguments = ["--version"] });
        end.ExitCode.ShouldBe(0);
        end.Output.ShouldHaveSingleItem().ShouldMatch(@"^\d+\.\d+\.\d+$");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task IsRefusedAsync(HostLaunch launch, string reason)
    {
        var end = await HostProcess.RunToEndAsync(launch, TestContext.Current.CancellationToken);
        end.Errors.ShouldHaveSingleItem().ShouldStartWith($"FunnelGrains cannot start: {reason}");
        end.Output.ShouldBeEmpty();
        end.ExitCode.ShouldBe(1);
    }

    private SqliteConnection Open(string kind)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, $"{kind}.db"), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
