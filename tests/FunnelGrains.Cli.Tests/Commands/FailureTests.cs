using FunnelGrains.Sdk;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cli.Tests.Commands;

/// <summary>What can be wrong outside the command line ends with 1 and one clear line.</summary>
public sealed class FailureTests(SharedHost shared) : IDisposable
{
    private readonly TestFolder folder = new();

    public static TheoryData<string> Commands => ["import", "audit", "tail"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_server_that_is_down_is_told_at_once(string command)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        Says(await FunnelProcess.RunAtAsync(url, "some-key", Line(command)), $"funnel: {url} cannot be reached: Connection refused");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_wrong_key_is_told(string command)
    {
        Says(await FunnelProcess.RunAtAsync(shared.Host.BaseAddress, "fg_wrong_wrong_wrong", Line(command)), "funnel: The key is missing or not valid (401)");
        Says(await FunnelProcess.RunAtAsync(shared.Host.BaseAddress, null, Line(command)), "funnel: The key is missing or not valid (401)");
    }

    [Fact]
    public async Task A_key_of_another_scope_is_told()
    {
        using var client = new FunnelClient(new FunnelClientOptions { BaseAddress = shared.Host.BaseAddress, Key = shared.Host.AdminKey });
        var (ingest, read) = (await client.CreateKeyAsync("in", [KeyScopes.Ingest]), await client.CreateKeyAsync("out", [KeyScopes.Read]));
        Says(await FunnelProcess.RunAtAsync(shared.Host.BaseAddress, ingest.Text, "audit"), "funnel: The key's scope does not allow this (403)");
        Says(await FunnelProcess.RunAtAsync(shared.Host.BaseAddress, ingest.Text, "tail"), "funnel: The key's scope does not allow this (403)");
        Says(await FunnelProcess.RunAtAsync(shared.Host.BaseAddress, read.Text, Line("import")), "funnel: The key's scope does not allow this (403)");
        (await FunnelProcess.RunAtAsync(shared.Host.BaseAddress, ingest.Text, Line("import"))).ShouldEndWith(0);
    }

    [Fact]
    public async Task An_address_that_is_some_other_server_is_told()
    {
        var elsewhere = new Uri(shared.Host.BaseAddress, "/nowhere");
        (await FunnelProcess.RunAtAsync(elsewhere, shared.Host.AdminKey, "audit")).ShouldEndWith(1).Errors.ShouldContain("404");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        Says(await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", folder["none"]), $"funnel: {folder["none"]} does not exist.");
        Says(await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", Path.GetTempPath()), $"funnel: {Path.GetTempPath()} is a folder, not a file.");
        Says(await FunnelProcess.RunAsync(shared.Host, "import", "csv", folder["none"], "--map", "lead=a,type=b,occurredAt=c"), $"funnel: {folder["none"]} does not exist.");
        Says(await FunnelProcess.RunAsync(shared.Host, "import", "olist", "--leads", folder["l"], "--deals", folder["d"]), $"funnel: {folder["l"]} does not exist.");
    }

    [Fact]
    public async Task A_summary_that_cannot_be_written_is_a_failure()
    {
        var full = FunnelProcess.StartInShell(shared.Host, $"import ndjson '{Events()}' > /dev/full");
        await using (full)
            (await full.EndAsync()).ShouldEndWith(1).Errors.ShouldContain("funnel: No space left on device");
    }

    public void Dispose() => folder.Dispose();

    private string[] Line(string command) => command == "import" ? ["import", "ndjson", Events()] : [command];

    private string Events() => folder.WriteEvents($"{Guid.NewGuid():N}.ndjson", $"F{Guid.NewGuid():N}", 3);

    private static void Says(FunnelEnd end, string line)
    {
        end.ShouldEndWith(1).Errors.ShouldStartWith(line);
        end.Errors.TrimEnd().ShouldNotContain('\n');
        end.Output.ShouldBeEmpty();
    }
}
