using System.Collections.Immutable;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Host.Tests.Operations;

/// <summary>Real processes: a backup beside a host that takes events, that host killed, and another one on what was restored.</summary>
public sealed class BackupRestoreTests : IDisposable
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary<string, string>.Empty;

    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-backup-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(folder, "backup");

    private string Restored => Path.Combine(folder, "restored");

    [Fact]
    public async Task What_was_acknowledged_before_a_backup_is_in_it_and_its_audit_is_clean()
    {
        const int before = 3_000;
        var now = TimeProvider.System.GetUtcNow();
        List<string> arranged;
        await using (var host = await HostProcess.StartAsync(new HostLaunch { DataFolder = Path.Combine(folder, "data") }, Cancel))
        {
            using var work = new Work(host);
            await work.ArrangeAsync();
            await work.PostAsync(before, now);
            arranged = await work.ArrangementAsync();
            using var stop = new CancellationTokenSource();
            var posting = Task.Run(PostMoreAsync, Cancel);

            var end = await HostCommand.RunAsync(Nothing, "backup", "--data", host.DataFolder, "--to", Backup);

            await stop.CancelAsync();
            await posting;
            end.ExitCode.ShouldBe(0, string.Join('\n', end.Errors));
            await host.KillAsync();

            async Task PostMoreAsync()
            {
                using var more = new Work(host);
                for (var events = before + 500; !stop.IsCancellationRequested && events < 100_000; events += 500) await more.PostAsync(events, now);
            }
        }

        (await HostCommand.RunAsync(Nothing, "restore", "--data", Restored, "--from", Backup)).ExitCode.ShouldBe(0);

        await using var again = await HostProcess.StartAsync(new HostLaunch { DataFolder = Restored }, Cancel);
        using var same = new Work(again);
        var (events, differences) = await same.AuditAsync();
        differences.ShouldBe("[]");
        events.ShouldBeGreaterThanOrEqualTo(before);
        (await same.ArrangementAsync()).ShouldBe(arranged);
        await same.PostAsync(before, now);
        (await same.AuditAsync()).Events.ShouldBe(events, "what was posted before is known");
    }

    [Fact]
    public async Task Of_data_in_PostgreSQL_the_command_says_what_backs_it_up()
    {
        var end = await HostCommand.RunAsync(Nothing.Add("FunnelGrains__Storage", "postgres"), "backup", "--to", Backup);
        end.ExitCode.ShouldBe(1);
        end.Errors.ShouldHaveSingleItem().ShouldContain("pg_dump --format=custom");
        Directory.Exists(Backup).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_asked_for()
    {
        var end = await HostCommand.RunAsync(Nothing, "backup", "--data", folder);
        end.ExitCode.ShouldBe(1);
        end.Errors.ShouldHaveSingleItem().ShouldBe("FunnelGrains backup: option --to is missing: --to DIR, where the backup goes.");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
