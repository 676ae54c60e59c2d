using System.Reflection;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Grains.Shards.Moving;
using Orleans.Runtime;

namespace FunnelGrains.Grains.Tests.Shards;

/// <summary>How a silo that leaves sends its shards away.</summary>
public sealed class LeavingTests
{
    private static readonly SiloAddress Other = SiloAddress.FromParsableString("127.0.0.1:11111@1");

    [Fact]
    public async Task A_shard_that_cannot_be_saved_does_not_keep_the_others_from_going()
    {
        var shards = new OwnShards();
        List<string> gone = [];
        foreach (var name in (string[])["a", "b", "c", "d"]) shards.Add(Shard(savable: name is not "b"), Activation(() => gone.Add(name)));

        var left = await Assert.ThrowsAsync<AggregateException>(() => shards.MoveAllAsync([Other], TimeProvider.System));

        Assert.IsType<IOException>(Assert.Single(left.InnerExceptions));
        Assert.Equal(["a", "c", "d"], gone.Order());
    }

    [Fact]
    public async Task A_shard_that_comes_while_the_others_go_goes_too()
    {
        var shards = new OwnShards();
        List<string> gone = [];
        shards.Add(Shard(savable: true), Activation(() =>
        {
            gone.Add("a");
            shards.Add(Shard(savable: true), Activation(() => gone.Add("late")));
        }));

        await shards.MoveAllAsync([Other], TimeProvider.System);

        Assert.Equal(["a", "late"], gone);
    }

    private static IFunnelShardGrain Shard(bool savable) =>
        Fake<IFunnelShardGrain>(_ => savable ? Task.CompletedTask : Task.FromException(new IOException("The disk is full.")));

    private static IGrainContext Activation(Action migrate) =>
        Fake<IGrainContext>(called =>
        {
            if (called == nameof(IGrainContext.Migrate)) migrate();
            return called == $"get_{nameof(IGrainContext.Deactivated)}" ? Task.CompletedTask : null;
        });

    private static T Fake<T>(Func<string, object?> answer)
        where T : class
    {
        var fake = DispatchProxy.Create<T, Answering>();
        ((Answering)(object)fake).Answer = answer;
        return fake;
    }

    /// <summary>Answers each call by its name; what says which object it is, by itself.</summary>
    public class Answering : DispatchProxy
    {
        internal Func<string, object?> Answer { get; set; } = _ => null;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(GetHashCode) => Answer.GetHashCode(),
            nameof(Equals) => ReferenceEquals(this, args![0]),
            var called => Answer(called),
        };
    }
}
