using FunnelGrains.Domain.Funnel;

namespace FunnelGrains.Storage.Tests.Journal;

/// <summary>What every journal promises about the places of dimension values.</summary>
public abstract class DimensionValuesContract : StorageContract
{
    [Fact]
    public async Task Values_get_places_until_none_is_left_and_keep_them()
    {
        (await Journal.AdmitAsync("acme", Dimension.Source, ["ads", "fair"], 3)).ShouldBe(["ads", "fair"]);
        (await Journal.AdmitAsync("acme", Dimension.Source, ["radio", "ads", "web", "radio"], 3)).ShouldBe(["radio", "ads"]);
        (await Journal.AdmitAsync("acme", Dimension.Source, ["web", "fair"], 3)).ShouldBe(["fair"]);
        (await Journal.AdmitAsync("acme", Dimension.Source, ["web", "fair"], 1)).ShouldBe(["fair"]);
    }

    [Fact]
    public async Task Each_workspace_and_dimension_has_places_of_its_own()
    {
        await Journal.AdmitAsync("acme", Dimension.Source, ["ads"], 1);
        (await Journal.AdmitAsync("acme", Dimension.Campaign, ["Ads", "ads"], 2)).ShouldBe(["Ads", "ads"]);
        (await Journal.AdmitAsync("other", Dimension.Source, ["web"], 1)).ShouldBe(["web"]);

        var acme = await Journal.ReadDimensionValuesAsync("acme", Cancel);
        acme.Keys.Order().ShouldBe([Dimension.Source, Dimension.Campaign]);
        acme[Dimension.Source].ShouldBe(["ads"]);
        acme[Dimension.Campaign].ShouldBe(["Ads", "ads"], ignoreOrder: true);
    }

    [Fact]
    public async Task Callers_at_once_never_win_more_places_than_there_are_and_all_see_the_same_winners()
    {
        const int Limit = 25;
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(caller => Task.Run(async () =>
        {
            var mine = Enumerable.Range(0, 5).Select(i => $"v{(caller + (i * 7)) % 60}").ToArray();
            return (Asked: mine, Placed: await Journal.AdmitAsync("acme", Dimension.Owner, mine, Limit));
        })));

        var placed = (await Journal.ReadDimensionValuesAsync("acme", Cancel))[Dimension.Owner];
        placed.Count.ShouldBe(Limit);
        answers.SelectMany(answer => answer.Placed).Distinct().Order().ShouldBe(placed.Order());
        foreach (var (asked, _) in answers)
            (await Journal.AdmitAsync("acme", Dimension.Owner, asked, Limit)).Order().ShouldBe(asked.Where(placed.Contains).Order());
    }

    [Fact]
    public async Task Places_are_still_taken_after_reopening()
    {
        await Journal.AdmitAsync("acme", Dimension.Team, ["sales", "é\u0000x"], 2);
        await Storage.ReopenAsync();
        (await Journal.ReadDimensionValuesAsync("acme", Cancel))[Dimension.Team].ShouldBe(["sales", "é\u0000x"], ignoreOrder: true);
        (await Journal.AdmitAsync("acme", Dimension.Team, ["new"], 2)).ShouldBeEmpty();
    }
}
