using FunnelGrains.Abstractions.Displays;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Displays;

/// <summary>Codes, and the displays that they become: whatever dies, and whoever is faster.</summary>
public sealed class PairingTests
{
    private static readonly Duration Life = Duration.FromMinutes(10);

    [Fact(Timeout = 60_000)]
    public async Task A_code_lives_ten_minutes_and_outlives_a_kill()
    {
        var cluster = await FunnelCluster.StartAsync();
        var secret = Display.NewSecret();
        var pairing = (await OpenAsync(cluster, secret))!;
        pairing.ExpiresAt.ShouldBe(cluster.Now + Life);
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await ClaimAsync(cluster, pairing.Code, secret)).ShouldBe(new PairingClaim(true, null));
        cluster.Time.Advance((Life - Duration.FromMilliseconds(1)).ToTimeSpan());
        (await ClaimAsync(cluster, pairing.Code, secret)).Known.ShouldBeTrue();
        cluster.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await ClaimAsync(cluster, pairing.Code, secret)).Known.ShouldBeFalse();
        (await Book(cluster).ConfirmAsync(pairing.Code, "late", DisplaySettings.Default)).Display.ShouldBeNull();
        (await Book(cluster).AllAsync()).ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_confirmed_before_a_kill_is_claimed_after_it()
    {
        var cluster = await FunnelCluster.StartAsync();
        var secret = Display.NewSecret();
        var code = (await OpenAsync(cluster, secret))!.Code;
        var display = (await Book(cluster).ConfirmAsync(code, "Sala", DisplaySettings.Default)).Display!;
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await ClaimAsync(cluster, code, secret)).Display.ShouldBe(display.Id);
        var kept = (await Grain(cluster, display.Id).FindAsync())!;
        kept.Opens(secret).ShouldBeTrue();
        kept.Opens(Display.NewSecret()).ShouldBeFalse();
        kept.Settings.Scenes.ShouldBe(DisplaySettings.AllScenes);
        (await ClaimAsync(cluster, code, Display.NewSecret())).Known.ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_code_becomes_one_display_of_one_workspace_however_many_confirm_it()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var code = (await OpenAsync(cluster, Display.NewSecret()))!.Code;
        var confirmed = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Book(cluster, n % 2 == 0 ? "default" : "other").ConfirmAsync(code, $"{n}", DisplaySettings.Default)));
        confirmed.Count(answer => answer.Display is not null).ShouldBe(1);
        var all = (await Book(cluster).AllAsync()).Concat(await Book(cluster, "other").AllAsync()).ToList();
        all.ShouldHaveSingleItem().Id.ShouldBe(confirmed.Single(answer => answer.Display is not null).Display!.Id);
        var (own, strange) = all[0].Workspace == "default" ? ("default", "other") : ("other", "default");
        (await Book(cluster, strange).RevokeAsync(all[0].Id)).ShouldBeFalse();
        (await Book(cluster, strange).ChangeAsync(all[0].Id, "stolen", DisplaySettings.Default)).ShouldBeNull();
        (await Book(cluster, own).RevokeAsync(all[0].Id)).ShouldBeTrue();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("displaybook", StorageFault.Before)]
    [InlineData("displaybook", StorageFault.After)]
    [InlineData("display", StorageFault.Before)]
    [InlineData("display", StorageFault.After)]
    [InlineData("pairing", StorageFault.Before)]
    public async Task A_confirmation_that_failed_can_be_repeated_and_nothing_opens_that_is_not_listed(string state, object fault)
    {
        var cluster = await FunnelCluster.StartAsync();
        var secret = Display.NewSecret();
        var code = (await OpenAsync(cluster, secret))!.Code;
        cluster.Faults[state] = (StorageFault)fault;
        await Should.ThrowAsync<Exception>(() => Book(cluster).ConfirmAsync(code, "first", DisplaySettings.Default));
        cluster.Faults.Clear();
        var again = (await Book(cluster).ConfirmAsync(code, "again", DisplaySettings.Default)).Display!;
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await ClaimAsync(cluster, code, secret)).Display.ShouldBe(again.Id);
        var listed = await Book(cluster).AllAsync();
        listed.ShouldContain(display => display.Id == again.Id);
        foreach (var display in listed) (await Book(cluster).RevokeAsync(display.Id)).ShouldBeTrue();
        (await Grain(cluster, again.Id).FindAsync()).ShouldBeNull();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("display", StorageFault.Before)]
    [InlineData("display", StorageFault.After)]
    [InlineData("displaybook", StorageFault.Before)]
    public async Task A_revocation_that_failed_is_made_by_its_repeat_and_outlives_a_restart(string state, object fault)
    {
        var cluster = await FunnelCluster.StartAsync();
        var code = (await OpenAsync(cluster, Display.NewSecret()))!.Code;
        var id = (await Book(cluster).ConfirmAsync(code, "Sala", DisplaySettings.Default)).Display!.Id;
        cluster.Faults[state] = (StorageFault)fault;
        await Should.ThrowAsync<Exception>(() => Book(cluster).RevokeAsync(id));
        cluster.Faults.Clear();
        (await Book(cluster).RevokeAsync(id)).ShouldBeTrue();
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await Grain(cluster, id).FindAsync()).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(() => Grain(cluster, id).CreateAsync(
            new Display(id, Display.HashOf("x"), "default", "again", DisplaySettings.Default, cluster.Now)));
    }

    [Fact(Timeout = 60_000)]
    public async Task One_place_keeps_its_newest_twenty_codes_and_all_together_five_hundred()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var secret = Display.NewSecret();
        var codes = new List<string>();
        for (var n = 0; n < 21; n++) codes.Add((await OpenAsync(cluster, secret))!.Code);
        codes.Distinct().Count().ShouldBe(21);
        (await ClaimAsync(cluster, codes[0], secret)).Known.ShouldBeFalse();
        foreach (var code in codes.Skip(1)) (await ClaimAsync(cluster, code, secret)).Known.ShouldBeTrue();
        for (var n = 0; n < 480; n++) (await OpenAsync(cluster, secret, $"place {n / 20}")).ShouldNotBeNull();
        (await OpenAsync(cluster, secret, "one more")).ShouldBeNull();
        (await OpenAsync(cluster, secret)).ShouldNotBeNull("who has codes gets a new one for the oldest");
        cluster.Time.Advance(Life.ToTimeSpan());
        (await OpenAsync(cluster, secret, "one more")).ShouldNotBeNull();
    }

    [Fact(Timeout = 60_000)]
    public async Task When_it_was_last_seen_is_written_once_a_minute_and_told_at_once()
    {
        var cluster = await FunnelCluster.StartAsync();
        var code = (await OpenAsync(cluster, Display.NewSecret()))!.Code;
        var id = (await Book(cluster).ConfirmAsync(code, "Sala", DisplaySettings.Default)).Display!.Id;
        (await Grain(cluster, id).FindAsync())!.LastSeenAt.ShouldBeNull();
        var first = cluster.Now;
        await SeenAsync(cluster, id, live: true);
        cluster.Time.Advance(TimeSpan.FromSeconds(40));
        await SeenAsync(cluster, id, live: true);
        var display = (await Grain(cluster, id).FindAsync())!;
        (display.LastSeenAt, display.Live).ShouldBe((first + Duration.FromSeconds(40), true));
        cluster.Time.Advance(TimeSpan.FromSeconds(50));
        (await Grain(cluster, id).FindAsync())!.Live.ShouldBeFalse("its node tells every twenty seconds");
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await Grain(cluster, id).FindAsync())!.LastSeenAt.ShouldBe(first, "what was told within the minute was not written");
        await SeenAsync(cluster, id, live: true);
        await SeenAsync(cluster, id, live: false);
        (await Grain(cluster, id).FindAsync())!.Live.ShouldBeFalse();
    }

    /// <summary>Nobody waits for it: whether it came shows in what is read.</summary>
    private static async Task SeenAsync(FunnelCluster cluster, string id, bool live)
    {
        await Grain(cluster, id).SeenAsync(live);
        await FunnelCluster.UntilAsync(async () => await Grain(cluster, id).FindAsync() is { } display && display.LastSeenAt == cluster.Now && display.Live == live);
    }

    private static Task<Pairing?> OpenAsync(FunnelCluster cluster, string secret, string from = "here") => Pairings(cluster).OpenAsync(Display.HashOf(secret), from);

    private static Task<PairingClaim> ClaimAsync(FunnelCluster cluster, string code, string secret) => Pairings(cluster).ClaimAsync(code, Display.HashOf(secret));

    private static IPairingGrain Pairings(FunnelCluster cluster) => cluster.Grains.GetGrain<IPairingGrain>(DisplayKey.Pairings);

    private static IDisplayBookGrain Book(FunnelCluster cluster, string workspace = "default") => cluster.Grains.GetGrain<IDisplayBookGrain>(DisplayKey.Book(workspace));

    private static IDisplayGrain Grain(FunnelCluster cluster, string id) => cluster.Grains.GetGrain<IDisplayGrain>(DisplayKey.Of(id));
}
