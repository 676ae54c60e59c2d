using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cli.Tests.Commands;

/// <summary>A key that an administrator chose may be any text that travels in a header.</summary>
public sealed class ChosenKeyTests
{
    [Fact]
    public async Task One_of_several_words_opens_the_server()
    {
        await using var host = await HostProcess.StartAsync(new HostLaunch { AdminKey = "correct horse  battery staple" }, TestContext.Current.CancellationToken);
        (await FunnelProcess.RunAsync(host, "audit")).ShouldEndWith(0);
        (await FunnelProcess.RunAtAsync(host.BaseAddress, "correct horse battery staple", "audit")).ShouldEndWith(1).Errors.ShouldContain("key");
    }

    [Theory]
    [InlineData("correct horse\tbattery staple")]
    [InlineData("correct horse\nbattery staple")]
    [InlineData("cavalo correto, bateria e ação")]
    [InlineData(" ")]
    public async Task One_that_cannot_travel_is_told(string key) =>
        (await FunnelProcess.RunAtAsync(new Uri("http://127.0.0.1:1"), key, "audit")).ShouldEndWith(2).Errors.ShouldBe("funnel: The key has characters that a key never has.\n");
}
