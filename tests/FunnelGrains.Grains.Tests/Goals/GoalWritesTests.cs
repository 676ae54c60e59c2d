using FunnelGrains.Domain.Goals;

namespace FunnelGrains.Grains.Tests.Goals;

/// <summary>A goal and the workspace's book are two writes: whatever ends between them, the next read is right.</summary>
public sealed class GoalWritesTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("goalbook", StorageFault.Before)]
    [InlineData("goalbook", StorageFault.After)]
    [InlineData("teamgoal", StorageFault.Before)]
    public async Task A_goal_whose_creation_was_cut_off_is_not_there_and_leaves_nothing(string state, object fault)
    {
        var cluster = await FunnelCluster.StartAsync();
        cluster.Faults[state] = (StorageFault)fault;
        await Should.ThrowAsync<Exception>(() => cluster.Goal().PutAsync(GoalScene.Mqls));
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await cluster.Goal().ReadAsync()).ShouldBeNull();
        await cluster.UntilAsync(async () => (await cluster.Book().AllAsync()).IsEmpty);
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        (await cluster.Book().AllAsync()).ShouldBe(["g"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_goal_that_was_kept_though_its_answer_was_lost_is_there_whole()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        cluster.Faults["teamgoal"] = StorageFault.After;
        await Should.ThrowAsync<Exception>(() => cluster.Goal().PutAsync(GoalScene.Mqls));
        cluster.Faults.Clear();
        await cluster.UntilAsync(async () => await cluster.Goal().ReadAsync() is not null);
        (await cluster.Book().AllAsync()).ShouldBe(["g"]);
        await cluster.BoardShowsAsync(goals => goals is [{ Id: "g" }]);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(StorageFault.Before)]
    [InlineData(StorageFault.After)]
    public async Task A_change_that_failed_is_either_whole_or_not_at_all(object fault)
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        cluster.Faults["teamgoal"] = (StorageFault)fault;
        await Should.ThrowAsync<Exception>(() => cluster.Goal().PutAsync(GoalScene.Mqls with { Target = 20 }));
        cluster.Faults.Clear();
        var target = (StorageFault)fault == StorageFault.After ? 20 : 10;
        await cluster.UntilAsync(async () => (await cluster.ReadingAsync()).Definition.Target == target);
        await cluster.BoardShowsAsync(goals => goals is [var shown] && shown.Definition.Target == target);
        await cluster.Goal().PutAsync(GoalScene.Mqls with { Target = 30 });
        (await cluster.ReadingAsync()).Definition.Target.ShouldBe(30);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("teamgoal", StorageFault.Before, true)]
    [InlineData("teamgoal", StorageFault.After, false)]
    [InlineData("goalbook", StorageFault.Before, false)]
    [InlineData("goalbook", StorageFault.After, false)]
    public async Task A_deletion_that_was_cut_off_is_either_done_or_not_begun(string state, object fault, bool there)
    {
        var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        cluster.Faults[state] = (StorageFault)fault;
        await Should.ThrowAsync<Exception>(() => cluster.Goal().DeleteAsync());
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await cluster.Goal().ReadAsync() is not null).ShouldBe(there);
        await cluster.UntilAsync(async () => (await cluster.Book().AllAsync()).Contains("g") == there);
        await cluster.BoardShowsAsync(goals => goals.Any() == there);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_stored_by_this_version_is_read_by_the_next()
    {
        var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await ReplaceAsync(cluster, """
            {"Definition":{"Team":"sales","Metric":"revenue","Period":"month","Target":1000.50,"Kind":"above","Stage":null,"Clause":null,
             "Filter":{"source":"ads"},"Currency":"BRL"},"Since":"2026-11-01","Past":[{"Definition":{"Team":"sales","Metric":"won",
             "Period":"week","Target":3,"Kind":"reach","Stage":null,"Clause":null,"Filter":null,"Currency":null},"From":"2026-10-05",
             "ClosesAt":1760410800000,"Frozen":{"Actual":4,"Met":0,"Breached":0,"Open":0}}]}
            """);
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        var goal = (await cluster.Goal().ReadAsync())!;
        goal.Reading.Definition.ShouldSatisfyAllConditions(
            set => set.Metric.ShouldBe(GoalMetric.Revenue), set => set.Target.ShouldBe(1000.50m), set => set.Currency.ShouldBe("BRL"),
            set => set.Filter!.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, string>("source", "ads")));
        goal.Past.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            past => past.From.ShouldBe(new NodaTime.LocalDate(2026, 10, 5)), past => past.Frozen.ShouldBe(4), past => past.Now.ShouldBe(0),
            past => past.Correction.ShouldBe(-4), past => past.Status.ShouldBe(GoalStatus.Reached));
    }

    private static async Task ReplaceAsync(FunnelCluster cluster, string document)
    {
        await using var connection = await cluster.Storage.Grains.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var update = connection.CreateCommand();
        update.CommandText = "UPDATE OrleansStorage SET PayloadBinary = CAST(@document AS BLOB) WHERE instr(CAST(PayloadBinary AS TEXT), '\"Since\"') > 0";
        var parameter = update.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@document", document);
        update.Parameters.Add(parameter);
        (await update.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
    }
}
