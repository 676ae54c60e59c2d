using CsCheck;
using FunnelGrains.Domain.Funnel;

namespace FunnelGrains.Storage.Tests.ReadModel;

/// <summary>What every read model promises about counts.</summary>
public abstract class CellsContract : ReadModelContract
{
    [Fact]
    public async Task A_cell_that_becomes_zero_is_gone()
    {
        await SaveAsync(Shard, [Count(Measure.Now, 3, Cell.NoDay, "mql"), Count(Measure.Captured, 3)]);
        await SaveAsync(Shard, [Count(Measure.Now, -1, Cell.NoDay, "mql"), Count(Measure.Now, -2, Cell.NoDay, "mql"), Count(Measure.Captured, 2)]);

        (await ReadModel.ReadAllCellsAsync(Shard, Cancel)).Cells.ShouldBe([Count(Measure.Captured, 5)]);
    }

    [Fact]
    public async Task Days_are_inclusive_and_what_has_no_day_is_asked_for_apart()
    {
        var running = Count(Measure.ClauseRunning, 9, Cell.NoDay, "c");
        await SaveAsync(Shard, [.. Enumerable.Range(Day - 2, 5).Select(day => Count(Measure.ClauseRunning, day - Day + 3, day, "c")), running]);

        (await CellsAsync(Day - 1, Day + 1)).Select(change => change.N).ShouldBe([2, 3, 4], ignoreOrder: true);
        (await CellsAsync(Day + 1)).Select(change => change.N).ShouldBe([4, 5], ignoreOrder: true);
        (await CellsAsync(to: Day - 2)).ShouldBe([Count(Measure.ClauseRunning, 1, Day - 2, "c")]);
        (await CellsAsync(Day + 2, null, present: true)).ShouldBe([running, Count(Measure.ClauseRunning, 5, Day + 2, "c")], ignoreOrder: true);
        (await CellsAsync(Day + 3, Day + 9, present: true)).ShouldBe([running]);
    }

    [Fact]
    public async Task Summed_days_have_no_day_and_take_in_what_has_none()
    {
        await SaveAsync(Shard, [
            Count(Measure.ClauseRunning, 2, Day, "c"), Count(Measure.ClauseRunning, 3, Day + 1, "c"), Count(Measure.ClauseRunning, 5, Cell.NoDay, "c"),
            Count(Measure.Revenue, 9_000_000_000_000_000, Day, "BRL"), Count(Measure.Revenue, 9_000_000_000_000_000, Day + 1, "BRL"),
            Count(Measure.Won, 1, Day), Count(Measure.Won, -1, Day + 1)]);

        (await CellsAsync(sum: true, present: true)).ShouldBe(
            [Count(Measure.ClauseRunning, 10, Cell.NoDay, "c"), Count(Measure.Revenue, 18_000_000_000_000_000, Cell.NoDay, "BRL")], ignoreOrder: true);
        (await CellsAsync(sum: true, to: Day)).ShouldContain(Count(Measure.ClauseRunning, 2, Cell.NoDay, "c"));
    }

    [Fact]
    public async Task Measures_dimension_and_value_choose()
    {
        await SaveAsync(Shard, [
            Count(Measure.Captured, 1), Count(Measure.Won, 2), Count(Measure.Lost, 3),
            Count(Measure.Captured, 4, dimension: Dimension.Source, value: "ads"), Count(Measure.Captured, 5, dimension: Dimension.Source, value: "Ads"),
            Count(Measure.Captured, 6, dimension: Dimension.Source), Count(Measure.Captured, 7, dimension: Dimension.Team, value: "ads")]);

        (await CellsAsync(measures: [Measure.Won, Measure.Lost, Measure.Won])).Select(change => change.N).ShouldBe([3, 2], ignoreOrder: true);
        (await CellsAsync()).Select(change => change.N).ShouldBe([1, 2, 3], ignoreOrder: true);
        (await CellsAsync(dimension: Dimension.Source)).Select(change => change.N).ShouldBe([4, 5, 6], ignoreOrder: true);
        (await CellsAsync(dimension: Dimension.Source, value: "ads")).ShouldHaveSingleItem().N.ShouldBe(4);
        (await CellsAsync(dimension: Dimension.Source, value: "")).ShouldHaveSingleItem().N.ShouldBe(6);
    }

    [Fact]
    public async Task A_shard_sees_only_its_own_cells()
    {
        await SaveAsync(Shard, [Count(Measure.Captured, 1)]);
        await SaveAsync(Shard with { Number = 2 }, [Count(Measure.Captured, 2)]);
        await SaveAsync(Shard with { Workspace = "other" }, [Count(Measure.Captured, 4)]);

        (await CellsAsync()).ShouldHaveSingleItem().N.ShouldBe(1);
        (await ReadModel.ReadAllCellsAsync(Shard, Cancel)).Cells.ShouldHaveSingleItem().N.ShouldBe(1);
    }

    [Fact]
    public async Task Any_increments_in_any_portions_add_up()
    {
        var cell =
            from measure in Gen.Enum<Measure>()
            from day in Gen.OneOf(Cell.NoDay, -719_163, -1, 0, Day, Day + 1, 2_932_896)
            from key in Gen.OneOf("", "mql", "stay|12", "ç'\"")
            from dimension in Gen.Enum<Dimension>()
            from value in Gen.OneOf("", "ads", "(other)", "São Paulo", "😀")
            select new Cell(measure, day, key, dimension, value);
        var changes = Gen.Select(cell, Gen.Long[-3, 3]).Select(pair => new CellChange(pair.Item1, pair.Item2)).Array[0, 400];
        var shards = 0;
        await changes.SampleAsync(async all =>
        {
            var shard = new ShardKey("random", Interlocked.Increment(ref shards));
            foreach (var portion in all.Chunk(37)) await SaveAsync(shard, portion);

            var expected = all.GroupBy(change => change.Cell).Select(of => new CellChange(of.Key, of.Sum(change => change.N))).Where(change => change.N != 0);
            (await ReadModel.ReadAllCellsAsync(shard, Cancel)).Cells.ShouldBe(expected, ignoreOrder: true);
        }, iter: 25, threads: 1);
    }
}
