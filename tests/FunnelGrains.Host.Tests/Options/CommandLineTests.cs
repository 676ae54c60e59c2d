using FunnelGrains.Host.Options;

namespace FunnelGrains.Host.Tests.Options;

public sealed class CommandLineTests
{
    [Fact]
    public void A_value_may_follow_its_option_or_an_equals_sign() =>
        CommandLine.Parse(["--data", "/x", "--urls=http://127.0.0.1:1", "--demo"]).ShouldBe(
            new Dictionary<string, string?>
            {
                [HostSettings.Data] = "/x",
                [HostSettings.Urls] = "http://127.0.0.1:1",
                [HostSettings.Demo] = "true",
            },
            ignoreOrder: true);

    [Fact]
    public void Of_a_repeated_option_the_last_counts() =>
        CommandLine.Parse(["--data", "a", "--data", "b"])[HostSettings.Data].ShouldBe("b");

    [Theory]
    [InlineData("--dmeo", "unknown option --dmeo; did you mean --demo?")]
    [InlineData("--shard=3", "unknown option --shard; did you mean --shards?")]
    [InlineData("--frobnicate", "unknown option --frobnicate; --help lists the options.")]
    [InlineData("--Demo", "unknown option --Demo; did you mean --demo?")]
    [InlineData("demo", "'demo' belongs to no option; --help lists them.")]
    [InlineData("--data", "option --data needs a value: --data DIR.")]
    public void What_cannot_be_meant_is_refused_with_what_may_have_been(string argument, string message) =>
        Should.Throw<StartRefusedException>(() => CommandLine.Parse([argument])).Message.ShouldBe(message);

    [Fact]
    public void An_option_is_not_taken_for_the_value_of_the_one_before() =>
        Should.Throw<StartRefusedException>(() => CommandLine.Parse(["--data", "--demo"])).Message.ShouldBe("option --data needs a value: --data DIR.");

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_is_recognised_anywhere(string help) => CommandLine.AsksForHelp(["--demo", help]).ShouldBeTrue();

    [Fact]
    public void Help_names_every_setting_by_switch_and_variable()
    {
        var text = new StringWriter();
        Help.Print(text);
        foreach (var setting in HostSettings.All)
        {
            text.ToString().ShouldContain(setting.Variable);
            text.ToString().ShouldContain(setting.Switch ?? setting.Help);
        }
    }
}
