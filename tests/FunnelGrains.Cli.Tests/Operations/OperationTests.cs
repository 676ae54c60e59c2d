using FunnelGrains.Cli.Tests.Commands;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cli.Tests.Operations;

/// <summary>What works on the server's data is done by the server's program, which <c>funnel</c> starts.</summary>
public sealed class OperationTests
{
    [Fact]
    public async Task The_server_s_program_does_it_and_its_word_is_the_command_s()
    {
        using var folder = new TestFolder();
        await using (var host = await HostProcess.StartAsync(new HostLaunch { DataFolder = folder["data"] }))
        {
            (await RunAsync("backup", "--data", host.DataFolder, "--to", folder["backup"])).ShouldEndWith(0).Output.ShouldContain("Backed up");
            var held = (await RunAsync("migrate", "--data", host.DataFolder)).ShouldEndWith(1);
            held.Errors.ShouldBe($"FunnelGrains migrate: name the database in ConnectionStrings__FunnelGrains, such as Host=db;Database=funnel;Username=funnel;Password=….{Environment.NewLine}");
        }
        (await RunAsync("restore", "--data", folder["restored"], "--from", folder["backup"])).ShouldEndWith(0).Output.ShouldContain("funnel audit");
        File.Exists(folder["restored/journal.db"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Beside_the_command_it_is_found_without_a_word() =>
        (await RunWithAsync([], "migrate", "--data", "/nowhere")).ShouldEndWith(1).Errors.ShouldStartWith("FunnelGrains migrate: name the database");

    [Fact]
    public async Task A_program_that_is_not_there_is_named() =>
        (await RunWithAsync(new() { ["FUNNEL_HOST"] = "/nowhere/FunnelGrains.Host" }, "migrate")).ShouldEndWith(1).Errors.ShouldStartWith("funnel: FUNNEL_HOST names /nowhere/FunnelGrains.Host, which is not there.");

    private static Task<FunnelEnd> RunAsync(params string[] line) => RunWithAsync(new() { ["FUNNEL_HOST"] = BuiltHost.Assembly }, line);

    private static async Task<FunnelEnd> RunWithAsync(Dictionary<string, string> environment, params string[] line)
    {
        await using var process = FunnelProcess.Start(null, null, environment, line);
        process.Input.Close();
        return await process.EndAsync();
    }
}
