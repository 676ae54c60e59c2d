using System.Text.Json;
using FunnelGrains.Cli.Tests.Commands;

namespace FunnelGrains.Cli.Tests.Auditing;

public sealed class AuditTests(SharedHost shared) : IDisposable
{
    private readonly TestFolder folder = new();

    [Fact]
    public async Task An_audit_without_a_difference_is_told_and_ends_with_0()
    {
        (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", folder.WriteEvents("e", $"A{Guid.NewGuid():N}"[..12], 10))).ShouldEndWith(0);
        var end = (await FunnelProcess.RunAsync(shared.Host, "audit")).ShouldEndWith(0);
        end.Output.ShouldMatch(@"^[\d,]+ events of [\d,]+ leads folded in [\d.]+ s: no difference\.\n$");
        end.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_result_is_one_JSON_object_when_asked_so()
    {
        var end = (await FunnelProcess.RunAsync(shared.Host, "audit", "--json")).ShouldEndWith(0);
        var report = JsonElement.Parse(end.Output);
        report.GetProperty("differences").GetArrayLength().ShouldBe(0);
        report.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
    }

    public void Dispose() => folder.Dispose();
}
