using FunnelGrains.Host.Options;
using FunnelGrains.Host.Telemetry;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Host.Tests.Telemetry;

/// <summary><c>--health URL</c>, as an image's health check asks.</summary>
public sealed class HealthProbeTests(BusyHost busy)
{
    [Fact]
    public async Task It_ends_with_0_for_a_host_that_is_ready()
    {
        var (code, said) = await AskAsync(new Uri((await busy.HostAsync()).BaseAddress, "/health/ready").AbsoluteUri);
        code.ShouldBe(0);
        said.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_ends_with_1_and_the_reason_for_any_other_answer_and_for_none()
    {
        var refused = await AskAsync(new Uri((await busy.HostAsync()).BaseAddress, "/metrics").AbsoluteUri);
        refused.Code.ShouldBe(1);
        refused.Said.ShouldEndWith("/metrics answers 401\n");
        var silent = await AskAsync($"http://127.0.0.1:{FreePort.Next()}/health/ready");
        silent.Code.ShouldBe(1);
        silent.Said.ShouldContain("does not answer");
    }

    [Theory]
    [InlineData("--health")]
    [InlineData("--health", "localhost")]
    [InlineData("--health", "http://localhost/", "--demo")]
    public async Task It_needs_one_address_and_stands_alone(params string[] arguments)
    {
        HealthProbe.IsAskedFor(arguments).ShouldBeTrue();
        await Should.ThrowAsync<StartRefusedException>(() => HealthProbe.AskAsync(arguments, TextWriter.Null));
    }

    private static async Task<(int Code, string Said)> AskAsync(string url)
    {
        using var said = new StringWriter();
        return (await HealthProbe.AskAsync(["--health", url], said), said.ToString());
    }
}
