using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.ReadModel;

namespace FunnelGrains.Storage.Tests.ReadModel;

/// <summary>What every read model promises about who may save, and what a save is.</summary>
public abstract class CheckpointContract : ReadModelContract
{
    [Fact]
    public async Task A_new_shard_begins_at_zero() => (await ReadModel.ClaimAsync(Shard, 1, Cancel)).Seq.ShouldBe(0);

    [Fact]
    public async Task The_next_claim_goes_on_where_the_last_save_ended()
    {
        await ReadModel.ClaimAsync(Shard, 1, Cancel);
        (await SaveAsync(claim: 1, previous: 0, next: 12)).ShouldBeTrue();
        await Storage.ReopenAsync();

        (await ReadModel.ClaimAsync(Shard, 13, Cancel)).ShouldBe(new Checkpoint(12, Views.Minute(12)));
    }

    [Fact]
    public async Task The_tz_database_of_the_last_save_is_known()
    {
        await ReadModel.ClaimAsync(Shard, 1, Cancel);
        (await ReadModel.SaveAsync(new CheckpointWrite(Shard, 1, 0, new Checkpoint(5, Views.Minute(1), "2025b"), [], []))).ShouldBeTrue();
        (await ReadModel.ClaimAsync(Shard, 2, Cancel)).Zones.ShouldBe("2025b");
        await ReadModel.ResetAsync(Shard, 3);
        (await ReadModel.ClaimAsync(Shard, 4, Cancel)).ShouldBe(new Checkpoint(0, NodaTime.Instant.FromUnixTimeTicks(0)));
    }

    [Fact]
    public async Task A_save_that_expects_another_number_writes_nothing()
    {
        await ReadModel.ClaimAsync(Shard, 1, Cancel);
        (await SaveAsync(claim: 1, previous: 0, next: 5)).ShouldBeTrue();

        (await SaveAsync(claim: 1, previous: 0, next: 9)).ShouldBeFalse();

        await ShouldHoldOneSave(seq: 5);
    }

    [Fact]
    public async Task Who_lost_the_claim_saves_nothing()
    {
        await ReadModel.ClaimAsync(Shard, 1, Cancel);
        (await SaveAsync(claim: 1, previous: 0, next: 5)).ShouldBeTrue();
        await ReadModel.ClaimAsync(Shard, 6, Cancel);

        (await SaveAsync(claim: 1, previous: 5, next: 9)).ShouldBeFalse();

        await ShouldHoldOneSave(seq: 5);
    }

    [Fact]
    public async Task An_older_claim_takes_nothing_from_a_newer_one()
    {
        await ReadModel.ClaimAsync(Shard, 8, Cancel);
        await ReadModel.ClaimAsync(Shard, 3, Cancel);

        (await SaveAsync(claim: 3, previous: 0, next: 5)).ShouldBeFalse();
        (await SaveAsync(claim: 8, previous: 0, next: 9)).ShouldBeTrue();

        await ShouldHoldOneSave(seq: 9);
    }

    [Fact]
    public async Task Of_two_saves_on_the_same_number_exactly_one_is_written()
    {
        await ReadModel.ClaimAsync(Shard, 1, Cancel);
        var saved = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SaveAsync(claim: 1, previous: 0, next: 4)));

        saved.Count(was => was).ShouldBe(1);
        await ShouldHoldOneSave(seq: 4);
    }

    [Fact]
    public async Task Time_alone_may_advance()
    {
        await ReadModel.ClaimAsync(Shard, 1, Cancel);
        (await ReadModel.SaveAsync(new CheckpointWrite(Shard, 1, 0, new Checkpoint(0, Views.Minute(99)), [], []))).ShouldBeTrue();
        (await ReadModel.ClaimAsync(Shard, 2, Cancel)).ShouldBe(new Checkpoint(0, Views.Minute(99)));
    }

    [Fact]
    public async Task Counting_anew_forgets_the_shard_and_nothing_of_others()
    {
        var other = Shard with { Number = 2 };
        await SaveAsync(other, [Count(Measure.Captured, 1)], Views.Lead("b").Changed());
        await ReadModel.ClaimAsync(Shard, 7, Cancel);
        (await SaveAsync(claim: 7, previous: 0, next: 9)).ShouldBeTrue();

        await ReadModel.ResetAsync(Shard, 2);

        (await ReadModel.ReadAllCellsAsync(Shard, Cancel)).Cells.ShouldBeEmpty();
        (await ReadModel.ReadLeadViewPageAsync(Shard, null, 10, Cancel)).ShouldBeEmpty();
        (await ReadModel.ReadBreachesAsync(new BreachQuery(Shard.Workspace, null, false, null, null, 10), Cancel)).ShouldBeEmpty();
        (await ReadModel.ReadWakesAsync(Shard, Cancel)).ShouldBeEmpty();
        (await SaveAsync(claim: 7, previous: 9, next: 10)).ShouldBeFalse();
        (await SaveAsync(claim: 2, previous: 0, next: 1)).ShouldBeTrue();
        (await ReadModel.ReadAllCellsAsync(other, Cancel)).Cells.Count.ShouldBe(1);
        (await ReadModel.ReadLeadViewPageAsync(other, null, 10, Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sums_belong_to_the_number_they_come_with_while_saves_go_on()
    {
        const int Saves = 300;
        await ReadModel.ClaimAsync(Shard, 1, Cancel);
        var saving = Task.Run(async () =>
        {
            for (var seq = 0; seq < Saves; seq++)
            {
                var cells = Enumerable.Range(0, 40).Select(i => Count(Measure.Entered, 1, Day + i, "mql")).ToArray();
                (await ReadModel.SaveAsync(new CheckpointWrite(Shard, 1, seq, new Checkpoint(seq + 1, Views.Noon), cells, []))).ShouldBeTrue();
            }
        }, Cancel);
        var query = new CellQuery(null, null, [Measure.Entered], Dimension.All, null, false, SumDays: true);
        var seen = new HashSet<long>();
        while (!saving.IsCompleted || !seen.Contains(Saves))
        {
            var sums = await ReadModel.ReadCellsAsync(Shard, query, Cancel);
            sums.Cells.Sum(change => change.N).ShouldBe(sums.Seq * 40);
            (await ReadModel.ReadAllCellsAsync(Shard, Cancel)).ShouldSatisfyAllConditions(all => all.Cells.Sum(change => change.N).ShouldBe(all.Seq * 40));
            seen.Add(sums.Seq);
            if (saving.IsFaulted) await saving;
        }

        seen.Count.ShouldBeGreaterThan(2);
    }

    private Task<bool> SaveAsync(long claim, long previous, long next)
    {
        var lead = Views.Lead("a", due: 5) with { Clocks = [Views.Running("accept_mql", 5)], Breaches = [Views.BreachAt("b1", 1)] };
        return ReadModel.SaveAsync(new CheckpointWrite(
            Shard, claim, previous, new Checkpoint(next, Views.Minute(next)), [Count(Measure.Captured, 1)],
            [(lead with { Events = (int)next }).Changed(wake: 5)]));
    }

    private async Task ShouldHoldOneSave(long seq)
    {
        var all = await ReadModel.ReadAllCellsAsync(Shard, Cancel);
        all.Seq.ShouldBe(seq);
        all.Cells.ShouldBe([Count(Measure.Captured, 1)]);
        (await ReadModel.ReadLeadViewPageAsync(Shard, null, 10, Cancel)).ShouldHaveSingleItem().Events.ShouldBe((int)seq);
    }
}
