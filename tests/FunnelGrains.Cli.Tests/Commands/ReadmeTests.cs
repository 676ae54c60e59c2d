using FunnelGrains.Testing;

namespace FunnelGrains.Cli.Tests.Commands;

/// <summary>What README shows of the command works as it stands there.</summary>
public sealed class ReadmeTests(SharedHost shared) : IDisposable
{
    private const string Program = "dotnet run --project src/FunnelGrains.Cli -- ";
    private readonly TestFolder folder = new();

    [Fact]
    public async Task The_import_of_a_table_brings_its_rows_in()
    {
        var lead = $"R{Guid.NewGuid():N}"[..12];
        var file = folder.Write("leads.csv", $"Id,Lead,Date,Stage\n{lead}-e1,{lead},2026-11-02,mql\n{lead}-e2,{lead},2026-11-03 09:15,sal\n");
        var line = Commands().Single(command => command.StartsWith("import csv leads.csv ", StringComparison.Ordinal));
        await using var funnel = FunnelProcess.StartInShell(shared.Host, line.Replace("leads.csv", $"'{file}'", StringComparison.Ordinal));
        (await funnel.EndAsync()).ShouldEndWith(0).Output.ShouldContain(": 2 accepted, 0 duplicates");
    }

    [Fact]
    public async Task The_audit_finds_no_difference()
    {
        var line = Commands().Single(command => command.StartsWith("audit", StringComparison.Ordinal));
        await using var funnel = FunnelProcess.StartInShell(shared.Host, line);
        (await funnel.EndAsync()).ShouldEndWith(0);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>What follows the program's name, with the lines that a backslash joins.</summary>
    private static IEnumerable<string> Commands() => File.ReadAllText(Path.Combine(RepositoryFolder.Path, "README.md"))
        .Replace("\\\n", "", StringComparison.Ordinal).Split('\n')
        .Where(line => line.StartsWith(Program, StringComparison.Ordinal)).Select(line => line[Program.Length..]);
}
