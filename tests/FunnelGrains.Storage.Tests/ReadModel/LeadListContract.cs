using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.ReadModel;

namespace FunnelGrains.Storage.Tests.ReadModel;

/// <summary>What every read model promises about the list of leads.</summary>
public abstract class LeadListContract : ReadModelContract
{
    private static readonly LeadQuery All = new("acme", null, null, null, null, ByDue: true, null, 100);

    [Fact]
    public async Task By_due_the_earliest_comes_first_those_without_last_and_ties_go_by_id()
    {
        await SaveAsync(
            Views.Lead("n2").Changed(), Views.Lead("late", due: 90).Changed(), Views.Lead("b", due: 5).Changed(), Views.Lead("n1").Changed(),
            Views.Lead("a", due: 5).Changed(), Views.Lead("past", due: -50_000_000).Changed());
        (await PagesAsync(All)).ShouldBe(["past,a,b,late,n1,n2"]);
        (await PagesAsync(All with { Limit = 2 })).ShouldBe(["past,a", "b,late", "n1,n2"]);
        (await PagesAsync(All with { Limit = 3 })).ShouldBe(["past,a,b", "late,n1,n2"]);
        (await PagesAsync(All with { Limit = 5 })).ShouldBe(["past,a,b,late,n1", "n2"]);
    }

    [Fact]
    public async Task By_update_the_latest_comes_first()
    {
        await SaveAsync(Views.Lead("a", updated: 1).Changed(), Views.Lead("b", updated: 3).Changed(), Views.Lead("c", updated: 2).Changed(), Views.Lead("d", updated: 2).Changed());
        var query = All with { ByDue = false };
        (await PagesAsync(query)).ShouldBe(["b,d,c,a"]);
        (await PagesAsync(query with { Limit = 1 })).ShouldBe(["b", "d", "c", "a"]);
    }

    [Fact]
    public async Task A_workspace_lists_all_its_shards_and_nothing_of_others()
    {
        await SaveAsync(Shard, [], Views.Lead("a").Changed());
        await SaveAsync(Shard with { Number = 3 }, [], Views.Lead("b").Changed());
        await SaveAsync(Shard with { Workspace = "other" }, [], Views.Lead("c").Changed());
        (await PagesAsync(All)).ShouldBe(["a,b"]);
    }

    [Fact]
    public async Task Stage_owner_and_status_choose_together()
    {
        await SaveAsync(
            (Views.Lead("a") with { Stage = "sal", Owner = "ana" }).Changed(), (Views.Lead("b") with { Stage = "sal", Owner = "bia" }).Changed(),
            (Views.Lead("c") with { Stage = "mql", Owner = "ana" }).Changed(), (Views.Lead("d") with { Stage = "sal", Owner = "ana", Status = LeadStatus.Lost }).Changed());
        (await PagesAsync(All with { Stage = "sal" })).ShouldBe(["a,b,d"]);
        (await PagesAsync(All with { Owner = "ana" })).ShouldBe(["a,c,d"]);
        (await PagesAsync(All with { Status = LeadStatus.Lost })).ShouldBe(["d"]);
        (await PagesAsync(All with { Stage = "sal", Owner = "ana", Status = LeadStatus.Open })).ShouldBe(["a"]);
        (await PagesAsync(All with { Owner = "an" })).ShouldBe([""]);
    }

    [Fact]
    public async Task Values_of_each_dimension_choose_together_none_is_one_of_them_and_so_do_capture_and_last_event()
    {
        await SaveAsync(Choices());
        (await PagesAsync(With(new FactFilter(Source: ["ads"])))).ShouldBe(["a,b"]);
        (await PagesAsync(With(new FactFilter(Source: ["ads", "L'Oréal"])))).ShouldBe(["a,b,d"]);
        (await PagesAsync(With(new FactFilter(Source: [""])))).ShouldBe(["c"]);
        (await PagesAsync(With(new FactFilter(Source: ["", "ads"], Campaign: ["spring", "none"])))).ShouldBe(["b,c"]);
        (await PagesAsync(With(new FactFilter(Segment: ["a\"b,c"], Owner: ["ana"], Team: ["sales"])))).ShouldBe(["a"]);
        (await PagesAsync(With(new FactFilter(Owner: [""])))).ShouldBe(["b,d"]);
        (await PagesAsync(With(new FactFilter(Team: ["nobody"])))).ShouldBe([""]);
        (await PagesAsync(All with { Criteria = new LeadCriteria(FactFilter.Any, CapturedBefore: Views.Noon) })).ShouldBe([""]);
        (await PagesAsync(All with { Criteria = new LeadCriteria(FactFilter.Any, CapturedBefore: Views.Noon + NodaTime.Duration.FromMilliseconds(1)) })).ShouldBe(["a,b,c,d"]);
        (await PagesAsync(All with { Criteria = new LeadCriteria(FactFilter.Any, UpdatedFrom: Views.Minute(3)) })).ShouldBe(["c,d"]);
        (await PagesAsync(All with { Limit = 1, Text = "a", Stage = "mql", ByDue = false, Criteria = new LeadCriteria(new FactFilter(Source: ["ads"]), Views.Minute(1), Views.Minute(1)) })).ShouldBe(["b", "a"]);
    }

    [Fact]
    public async Task The_ids_of_a_shard_are_chosen_alike_and_at_most_so_many()
    {
        await SaveAsync(Choices());
        await SaveAsync(Shard with { Number = 3 }, [], (Views.Lead("elsewhere") with { Source = "ads" }).Changed());
        (await IdsAsync(new LeadCriteria(new FactFilter(Source: ["ads"])), 10)).ShouldBe(["a", "b"]);
        (await IdsAsync(new LeadCriteria(new FactFilter(Source: ["ads"]), Views.Minute(1), Views.Minute(2)), 10)).ShouldBe(["b"]);
        (await IdsAsync(new LeadCriteria(FactFilter.Any), 3)).Count().ShouldBe(3);

        async Task<IEnumerable<string>> IdsAsync(LeadCriteria criteria, int limit) => (await ReadModel.ReadLeadIdsAsync(Shard, criteria, limit, Cancel)).Order();
    }

    [Fact]
    public async Task Leads_are_counted_by_status_stage_and_a_dimension_over_all_shards()
    {
        await SaveAsync(Choices());
        await SaveAsync(Shard with { Number = 3 }, [], (Views.Lead("e") with { Source = "ads", Stage = "sal", Status = LeadStatus.Won }).Changed());
        await SaveAsync(Shard with { Workspace = "other" }, [], (Views.Lead("f") with { Source = "ads" }).Changed());
        (await CountAsync(new FactFilter(Source: ["ads"]), Dimension.All)).ShouldBe([new LeadCount("", LeadStatus.Open, "mql", 2), new LeadCount("", LeadStatus.Won, "sal", 1)]);
        (await CountAsync(FactFilter.Any, Dimension.Source)).ShouldBe(
        [
            new LeadCount("", LeadStatus.Open, "mql", 1), new LeadCount("L'Oréal", LeadStatus.Open, "mql", 1), new LeadCount("ads", LeadStatus.Open, "mql", 2), new LeadCount("ads", LeadStatus.Won, "sal", 1),
        ]);
        (await CountAsync(new FactFilter(Team: ["sales"]), Dimension.Owner)).ShouldBe([new LeadCount("ana", LeadStatus.Open, "mql", 1)]);

        async Task<IEnumerable<LeadCount>> CountAsync(FactFilter where, Dimension by) =>
            (await ReadModel.CountLeadsAsync("acme", where, by, Cancel)).OrderBy(count => count.Value, StringComparer.Ordinal).ThenBy(count => count.Status);
    }

    [Theory]
    [InlineData("crm-7", "a")]
    [InlineData("CRM", "a")]
    [InlineData("sao joao", "b")]
    [InlineData("SÃO JOÃO", "b")]
    [InlineData("são", "b")]
    [InlineData("natal", "c")]
    [InlineData("indústria", "d")]
    [InlineData("oliveira", "e")]
    [InlineData("100%", "f")]
    [InlineData("%", "f")]
    [InlineData("_", "g")]
    [InlineData("c\\", "g")]
    [InlineData("'", "h")]
    [InlineData("ελλάδα", "h")]
    [InlineData("nobody", "")]
    [InlineData("fair\nads", "")]
    public async Task Search_looks_into_id_source_campaign_segment_and_owner_whatever_the_case(string text, string found)
    {
        await SaveAsync(
            Views.Lead("crm-7|a").Changed(), (Views.Lead("b") with { Source = "Rádio São João" }).Changed(),
            (Views.Lead("c") with { Campaign = "NATAL 2026" }).Changed(), (Views.Lead("d") with { Segment = "Industria" }).Changed(),
            (Views.Lead("e") with { Owner = "Ana Oliveira" }).Changed(), (Views.Lead("f") with { Source = "100% grátis" }).Changed(),
            (Views.Lead("g") with { Campaign = "a_b c\\d" }).Changed(), (Views.Lead("h") with { Segment = "L'Ελλάδα", Source = "fair", Campaign = "ads" }).Changed());
        var page = await ReadModel.ReadLeadsAsync(All with { Text = text }, Cancel);
        string.Join(',', Ids(page).Select(id => id[^1])).ShouldBe(found);
    }

    [Fact]
    public async Task Leads_that_keep_their_place_are_seen_exactly_once_while_others_move()
    {
        foreach (var byDue in new[] { true, false })
        {
            var steady = Enumerable.Range(0, 60).Select(i => Views.Lead($"s{i:00}", updated: i * 2, due: i % 3 == 0 ? null : i * 2)).ToArray();
            await SaveAsync([.. steady.Select(lead => lead.Changed())]);
            var seen = new List<string>();
            var query = All with { ByDue = byDue, Limit = 7 };
            for (var round = 0; ; round++)
            {
                var page = await ReadModel.ReadLeadsAsync(query, Cancel);
                seen.AddRange(Ids(page));
                if (page.Next is null) break;
                query = query with { Cursor = page.Next };
                await SaveAsync([.. Enumerable.Range(0, 9).Select(i => Views.Lead($"m{i}", updated: ((round + i) * 37) % 130, due: ((round * i) + 11) % 130).Changed())]);
            }

            seen.Where(id => id[0] == 's').Order().ShouldBe(steady.Select(lead => lead.Lead));
        }
    }

    [Fact]
    public async Task A_cursor_that_is_not_ours_begins_anew()
    {
        await SaveAsync(Views.Lead("a", 1, 1).Changed(), Views.Lead("b", 2, 2).Changed(), Views.Lead("c", 3, 3).Changed());
        var byDue = (await ReadModel.ReadLeadsAsync(All with { Limit = 2 }, Cancel)).Next;
        foreach (var cursor in new[] { "", "x", "!!", "ZDE", "ZHg6YQ", "8J-YgA", new string('A', 1_001) })
            (await PagesAsync(All with { Cursor = cursor })).ShouldBe(["a,b,c"]);
        (await PagesAsync(All with { ByDue = false, Cursor = byDue })).ShouldBe(["c,b,a"]);
        (await PagesAsync(All with { Cursor = byDue })).ShouldBe(["c"]);
    }

    [Fact]
    public async Task A_page_has_at_least_one_and_at_most_500_leads()
    {
        await SaveAsync([.. Enumerable.Range(0, 600).Select(i => Views.Lead($"L-{i:000}").Changed())]);
        (await ReadModel.ReadLeadsAsync(All with { Limit = 5_000 }, Cancel)).Leads.Count.ShouldBe(500);
        (await ReadModel.ReadLeadsAsync(All with { Limit = 0 }, Cancel)).Leads.Count.ShouldBe(1);
    }

    private static LeadQuery With(FactFilter where) => All with { Criteria = new LeadCriteria(where) };

    private static ChangedLead[] Choices() =>
    [
        (Views.Lead("a", updated: 1) with { Source = "ads", Segment = "a\"b,c", Owner = "ana", Team = "sales" }).Changed(),
        (Views.Lead("b", updated: 2) with { Source = "ads", Campaign = "spring" }).Changed(),
        (Views.Lead("c", updated: 3) with { Campaign = "none", Owner = "ana" }).Changed(),
        (Views.Lead("d", updated: 4) with { Source = "L'Oréal" }).Changed(),
    ];

    private async Task<List<string>> PagesAsync(LeadQuery query)
    {
        var pages = new List<string>();
        for (string? next = query.Cursor; ;)
        {
            var page = await ReadModel.ReadLeadsAsync(query with { Cursor = next }, Cancel);
            pages.Add(string.Join(',', Ids(page)));
            if ((next = page.Next) is null) return pages;
        }
    }
}
