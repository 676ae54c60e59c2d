using FunnelGrains.Testing;

namespace FunnelGrains.Host.Tests.Upgrading;

/// <summary>
/// During a rolling upgrade nodes of two versions speak to each other, and each reads what the other stored: what the file says stays as long as a version that
/// speaks it may still run. New types, new members behind the others and new methods are added, never put between.
/// </summary>
public sealed class WireContractTests
{
    private const string Rewrite = "FUNNELGRAINS_WRITE_CONTRACT";

    private static string File => Path.Combine(RepositoryFolder.Path, "tests", "FunnelGrains.Host.Tests", "Upgrading", "wire.txt");

    [Fact]
    public void What_the_version_before_says_is_understood()
    {
        var gone = Known().Except(WireContract.Write()).ToArray();
        gone.ShouldBeEmpty("A node of the version before sends these or reads them. Keep each as it was; give what is new a new name, or a place behind the others.");
    }

    [Fact]
    public void What_this_version_adds_is_written_down()
    {
        var present = WireContract.Write();
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 }) System.IO.File.WriteAllLines(File, Known().Union(present).Order(StringComparer.Ordinal));
        present.Except(Known()).ShouldBeEmpty($"Run this test with {Rewrite}=1 to add it to the file; it never takes a line away.");
    }

    [Fact]
    public void Messages_interfaces_and_states_are_all_seen()
    {
        var present = WireContract.Write();
        foreach (var line in (string[])[
            "type fg.row #0 Seq: Int64", "type fg.instant id 0 Days: Int32", "type fg.captured : fg.data", "interface fg.IFunnelShardGrain", "enum ClockState : Byte 0 = Running", "state apikey ApiKeyState."])
            present.ShouldContain(known => known.StartsWith(line, StringComparison.Ordinal), line);
    }

    private static string[] Known() => System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File) : [];
}
