using System.Globalization;
using System.Reflection;
using FunnelGrains.Host.Options;
using Microsoft.Extensions.Configuration;

namespace FunnelGrains.Host.Tests.Options;

/// <summary>What can be set of the grains, and that it arrives there.</summary>
public sealed class TuningTests
{
    private static readonly (string Name, Func<Tuning, object> Of)[] Parts =
        [
            ("Shard", to => to.Shard), ("Funnel", to => to.Funnel), ("Agreement", to => to.Agreement), ("Goals", to => to.Goals), ("Goals", to => to.Goals.Thresholds),
            ("Notices", to => to.Notices), ("Meetings", to => to.Meetings),
        ];

    [Fact]
    public void Every_option_of_the_grains_can_be_set_and_nothing_else()
    {
        var options = Parts.SelectMany(part => Properties(part.Of(Read())).Select(property => $"FunnelGrains:{part.Name}:{property.Name}"));
        TuningSettings.All.Select(one => one.Setting.Key).ShouldBe(options, ignoreOrder: true);
    }

    [Fact]
    public void A_setting_changes_its_own_option_alone()
    {
        var before = Values(Read());
        foreach (var (key, value) in before)
        {
            var (text, other) = Another(value);
            Values(Read((key, text))).Where(now => !now.Value.Equals(before[now.Key])).ShouldBe([KeyValuePair.Create(key, other)], key);
        }
    }

    [Fact]
    public void The_help_says_the_default_that_holds()
    {
        foreach (var (key, value) in Values(Read()))
        {
            var said = TuningSettings.All.Single(one => one.Setting.Key == key).Setting.Help.Split('(')[^1].TrimEnd(')');
            Values(Read((key, said)))[key].ShouldBe(value, key);
        }
    }

    [Theory]
    [InlineData("0s", 0)]
    [InlineData("500ms", 500)]
    [InlineData("90s", 90_000)]
    [InlineData("10m", 600_000)]
    [InlineData("36h", 129_600_000)]
    [InlineData("31d", 2_678_400_000)]
    public void Times_have_a_unit(string text, long milliseconds) =>
        Read(("FunnelGrains:Goals:CloseAfter", text)).Goals.CloseAfter.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("400d", 400 * 24)]
    [InlineData("36500d", 36_500 * 24)]
    public void Nothing_is_archived_unless_it_is_asked_for(string text, int hours)
    {
        Read().Shard.ArchiveAfter.ShouldBeNull();
        Read(("FunnelGrains:ArchiveAfter", text)).Shard.ArchiveAfter.ShouldBe(TimeSpan.FromHours(hours));
    }

    [Theory]
    [InlineData("999ms")]
    [InlineData("36501d")]
    [InlineData("400")]
    [InlineData("never")]
    public void The_time_after_which_it_is_archived_has_bounds(string text) =>
        Should.Throw<StartRefusedException>(() => Read(("FunnelGrains:ArchiveAfter", text)))
            .Message.ShouldBe($"FunnelGrains__ArchiveAfter is '{text}', not a time from 1s to 36500d, such as 500ms, 3s, 10m, 24h or 2d.");

    // The thresholds are options of their own, within those of goals; archiving is off, which no value says.
    private static IEnumerable<PropertyInfo> Properties(object options) => options.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.CanWrite && property.Name is not ("Thresholds" or "ArchiveAfter"));

    private static Dictionary<string, object> Values(Tuning tuning) => Parts
        .SelectMany(part => Properties(part.Of(tuning)).Select(property => ($"FunnelGrains:{part.Name}:{property.Name}", property.GetValue(part.Of(tuning))!)))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    private static (string Text, object Value) Another(object value) => value switch
    {
        bool yes => ((!yes).ToString(), !yes),
        int number => ((number + 1).ToString(CultureInfo.InvariantCulture), number + 1),
        decimal share => ((share + 0.01m).ToString(CultureInfo.InvariantCulture), share + 0.01m),
        TimeSpan time when time == TimeSpan.FromSeconds(5) => ("4s", TimeSpan.FromSeconds(4)),
        TimeSpan time when time > TimeSpan.FromDays(20) => ($"{time.Days + 1}d", time + TimeSpan.FromDays(1)),
        TimeSpan time => ($"{(long)time.TotalMilliseconds + 1}ms", time + TimeSpan.FromMilliseconds(1)),
        _ => throw new InvalidOperationException($"{value.GetType()} has no setting"),
    };

    private static Tuning Read(params (string Key, string? Value)[] settings) => Tuning.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build());
}
