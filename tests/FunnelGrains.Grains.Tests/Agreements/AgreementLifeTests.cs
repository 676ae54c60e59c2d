using System.Collections.Immutable;
using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;
using static FunnelGrains.Grains.Tests.Agreements.AgreementScene;

namespace FunnelGrains.Grains.Tests.Agreements;

/// <summary>An agreement from its draft until it counts, on a real silo.</summary>
public sealed class AgreementLifeTests
{
    private static readonly Agreement First = FunnelCluster.Default.Agreements[0];
    private static readonly Duration Ahead = Duration.FromMinutes(5);

    private static Agreement EightHours => First with { Clauses = First.Clauses.SetItem(0, First.Clauses[0] with { Target = new Target(8, TargetUnit.ElapsedHours) }) };

    [Fact(Timeout = 120_000)]
    public async Task A_draft_is_saved_changed_by_who_has_seen_it_and_thrown_away()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var agreement = cluster.Agreement();
        (await agreement.DraftAsync()).ShouldBeNull();
        var saved = (await agreement.SaveDraftAsync(EightHours, null, By)).Draft!;
        saved.MissingTeams.ShouldBe(["marketing", "sales"]);
        (await agreement.SaveDraftAsync(First, null, By)).Outcome.ShouldBe(AgreementOutcome.Stale, "there is one that was not seen");
        (await agreement.SaveDraftAsync(First, saved.Revision + 1, By)).Outcome.ShouldBe(AgreementOutcome.Stale);
        var wrong = await agreement.SaveDraftAsync(First with { Stages = [] }, saved.Revision, By);
        (wrong.Outcome, wrong.Errors.Any(error => error.Pointer == "/stages")).ShouldBe((AgreementOutcome.Invalid, true));
        (await agreement.CompareAsync())!.Value.Single().Kind.ShouldBe("clause.target_changed");
        (await agreement.DiscardDraftAsync(saved.Revision, By)).Outcome.ShouldBe(AgreementOutcome.Done);
        (await agreement.DraftAsync()).ShouldBeNull();
        (await agreement.HistoryAsync()).Select(deed => deed.What).ShouldBe(["draft_discarded", "draft_saved"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Changing_a_draft_voids_its_signatures_and_both_teams_must_sign_what_is_published()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var agreement = cluster.Agreement();
        var first = (await agreement.SaveDraftAsync(EightHours, null, By)).Draft!;
        (await agreement.SignAsync("sales", new string('0', 64), By)).Outcome.ShouldBe(AgreementOutcome.Stale);
        (await agreement.SignAsync("nobody", first.Hash, By)).Outcome.ShouldBe(AgreementOutcome.Invalid);
        (await agreement.SignAsync("sales", first.Hash, By)).Draft!.MissingTeams.ShouldBe(["marketing"]);
        (await agreement.PublishAsync(cluster.Now + Ahead, first.Hash, By)).Outcome.ShouldBe(AgreementOutcome.Conflict);
        var second = (await agreement.SaveDraftAsync(EightHours with { Scope = AgreementScope.OpenClocks }, first.Revision, By)).Draft!;
        (second.Signatures.IsEmpty, second.Hash == first.Hash).ShouldBe((true, false));
        (await agreement.HistoryAsync()).Take(2).Select(deed => (deed.What, deed.Team, deed.Hash)).ShouldBe([("draft_saved", null, second.Hash), ("signature_voided", "sales", first.Hash)]);
        foreach (var team in new[] { "sales", "marketing" }) await agreement.SignAsync(team, second.Hash, By);
        (await agreement.PublishAsync(cluster.Now + Duration.FromSeconds(59), second.Hash, By)).Errors.Single().Pointer.ShouldBe("/inForceFrom");
        var published = (await agreement.PublishAsync(cluster.Now + Ahead, second.Hash, By)).Published!;
        (published.Agreement.Version, published.Publication!.Signatures.Length, published.Publication.Changes.Length).ShouldBe((2, 2, 2));
        (await agreement.DraftAsync()).ShouldBeNull();
        (await agreement.InForceAsync())!.Agreement.Version.ShouldBe(1, "it is not in force yet");
        cluster.Time.Advance((Ahead + Duration.FromSeconds(1)).ToTimeSpan());
        (await agreement.InForceAsync())!.Agreement.Version.ShouldBe(2);
        (await agreement.VersionsAsync()).Select(version => (version.Agreement.Version, version.Publication is null)).ShouldBe([(2, false), (1, true)]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Every_shard_adopts_a_version_and_the_audit_is_clean_before_and_after_it_takes_force()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        foreach (var lead in Enumerable.Range(1, 20).Select(n => $"L-{n}")) await cluster.PostAsync(lead, ("e1", new StageChanged("mql", null), cluster.Now));
        var preview = (await PreviewAsync(cluster))!;
        preview.Clauses.Single().ShouldBe(new ClausePreview("accept_mql", 20, 20, 20, 0, 0));
        preview.Samples.Length.ShouldBe(20);
        var draft = (await cluster.Agreement().DraftAsync())!;
        foreach (var team in draft.MissingTeams) await cluster.Agreement().SignAsync(team, draft.Hash, By);
        (await cluster.Agreement().PublishAsync(cluster.Now + Ahead, draft.Hash, By)).Outcome.ShouldBe(AgreementOutcome.Done);
        foreach (var n in new[] { 0, 1 }) (await Shard(cluster, n).AdoptAsync(2)).ShouldBe(2);
        await CleanAsync(cluster);
        cluster.Time.Advance((Ahead + Duration.FromMinutes(1)).ToTimeSpan());
        await cluster.PostAsync("L-1", ("e2", new StageChanged("sal", null), cluster.Now));
        await FunnelCluster.UntilAsync(async () => (await cluster.ShardOf("L-2").ReadLeadAsync("L-2"))!.View.Clocks.Single().Due == FunnelCluster.Start + Duration.FromHours(8));
        await CleanAsync(cluster);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_version_whose_publication_was_cut_off_after_the_table_had_it_is_adopted_and_known_after_a_restart()
    {
        var cluster = await FunnelCluster.StartAsync();
        await cluster.PostAsync("L-1", ("e1", new StageChanged("mql", null), cluster.Now));
        var draft = (await cluster.Agreement().SaveDraftAsync(EightHours, null, By)).Draft!;
        foreach (var team in draft.MissingTeams) await cluster.Agreement().SignAsync(team, draft.Hash, By);
        // The version stands in the table, and who wrote it dies before he noted or told it.
        cluster.Faults["agreement"] = StorageFault.After;
        await Should.ThrowAsync<Exception>(() => cluster.Agreement().PublishAsync(cluster.Now + Ahead, draft.Hash, By));
        await cluster.Storage.Workspaces.PublishAsync("default", EightHours with { Version = 2, InForceFrom = cluster.Now + Ahead }, CancellationToken.None);
        cluster = await cluster.KillAndRestartAsync(Duration.FromMinutes(1));
        await using var _ = cluster;
        (await cluster.Agreement().VersionsAsync())[0].Publication!.Signatures.Length.ShouldBe(2);
        (await cluster.Agreement().DraftAsync()).ShouldBeNull();
        foreach (var n in new[] { 0, 1 }) (await Shard(cluster, n).AdoptAsync(1)).ShouldBe(2, "it adopted when it was opened");
        cluster.Time.Advance(TimeSpan.FromMinutes(10));
        await cluster.PostAsync("L-1", ("e2", new StageChanged("sal", null), cluster.Now));
        await CleanAsync(cluster);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_version_that_nobody_told_is_found_by_the_watch_before_it_takes_force()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Storage.Workspaces.PublishAsync("default", EightHours with { Version = 2, InForceFrom = cluster.Now + Duration.FromMinutes(1) }, CancellationToken.None);
        cluster.Time.Advance(TimeSpan.FromSeconds(6));
        await FunnelCluster.UntilAsync(async () => await Shard(cluster, 0).AdoptAsync(1) == 2 && await Shard(cluster, 1).AdoptAsync(1) == 2);
    }

    [Fact(Timeout = 120_000)]
    public async Task Leads_of_a_retired_stage_stay_and_are_shown_until_they_move()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.PostAsync("L-1", ("e1", new StageChanged("sql", null), cluster.Now));
        (await cluster.PublishAsync(WithoutSql, Ahead)).Outcome.ShouldBe(AgreementOutcome.Done);
        cluster.Time.Advance(TimeSpan.FromMinutes(6));
        (await StagesAsync(cluster)).ShouldContain(("sql", 1L));
        await cluster.PostAsync("L-1", ("e2", new StageChanged("opportunity", null), cluster.Now));
        (await StagesAsync(cluster)).Select(stage => stage.Key).ShouldNotContain("sql");
        await CleanAsync(cluster);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_version_may_move_the_leads_of_the_stage_it_retires_by_ordinary_events_once()
    {
        var cluster = await FunnelCluster.StartAsync();
        foreach (var lead in Enumerable.Range(1, 12).Select(n => $"L-{n}")) await cluster.PostAsync(lead, ("e1", new StageChanged("sql", null), cluster.Now));
        await cluster.PostAsync("L-elsewhere", ("e1", new StageChanged("sal", null), cluster.Now));
        await cluster.PublishAsync(WithoutSql with { Moves = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("sql", "opportunity") }, Ahead);
        var from = cluster.Now + Ahead;
        cluster = await cluster.KillAndRestartAsync(Duration.FromMinutes(6));
        await using var _ = cluster;
        await FunnelCluster.UntilAsync(async () => (await StagesAsync(cluster)).Contains(("opportunity", 12L)));
        var lead1 = (await cluster.ShardOf("L-1").ReadLeadAsync("L-1"))!;
        lead1.Timeline.Select(entry => (entry.Event.Id, entry.Event.OccurredAt)).ShouldBe([("e1", FunnelCluster.Start), ("agreement-2-moved", from)]);
        (await StagesAsync(cluster)).ShouldContain(("sal", 1L));
        await CleanAsync(cluster);
    }

    private static Agreement WithoutSql => First with
    {
        Stages = [.. First.Stages.Where(stage => stage.Key != "sql")],
        Clauses = First.Clauses.SetItem(0, First.Clauses[0] with { Stop = [new StageEntered(["sal", "opportunity", "customer"]), First.Clauses[0].Stop[1]] }),
    };

    private static async Task<AgreementPreview?> PreviewAsync(FunnelCluster cluster)
    {
        await cluster.Agreement().SaveDraftAsync(EightHours with { Scope = AgreementScope.OpenClocks }, null, By);
        return await cluster.Agreement().PreviewAsync(cluster.Now + Ahead, null);
    }

    private static async Task<List<(string Key, long Now)>> StagesAsync(FunnelCluster cluster) =>
        [.. (await cluster.Funnel.ReadAsync(new FunnelQuestion(null, null, null))).Stages.Select(stage => (stage.Key, stage.Now))];

    private static async Task CleanAsync(FunnelCluster cluster)
    {
        foreach (var n in new[] { 0, 1 }) await Shard(cluster, n).FlushAsync(TimeSpan.Zero);
        (await cluster.Funnel.AuditAsync()).Differences.ShouldBeEmpty();
    }

    private static IFunnelShardGrain Shard(FunnelCluster cluster, int n) => cluster.Grains.GetGrain<IFunnelShardGrain>(ShardId.Key("default", n));
}
