using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Workspaces;

/// <summary>What every engine promises about workspaces.</summary>
public abstract class WorkspacesContract : StorageContract
{
    [Fact]
    public async Task An_unknown_workspace_is_not_there()
    {
        (await Workspaces.FindAsync("acme", Cancel)).ShouldBeNull();
        (await Workspaces.AllAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_workspace_comes_back_whole_with_all_its_versions()
    {
        var first = AgreementDefaults.Create("America/Sao_Paulo");
        var second = first with
        {
            Version = 2,
            InForceFrom = Instant.FromUtc(2026, 11, 2, 12, 0) + Duration.FromMilliseconds(1),
            Clauses =
            [
                first.Clauses[0] with
                {
                    AppliesTo = Map(("source", "ads"), ("É", "1")), GraceSeconds = 30, CancelWhen = [new LeadAssigned(), new TouchNumber(3)],
                    Stop = [new EventHappened(EventType.Touched.Name(), Map(("channel", "call"))), new OtherStageEntered("mql")],
                },
            ],
        };
        var acme = new Workspace("acme", "America/Sao_Paulo", 8, [first, second], 50);
        await Workspaces.CreateAsync(acme, Cancel);
        await Storage.ReopenAsync();

        var found = (await Workspaces.FindAsync("acme", Cancel))!;

        (found with { Agreements = default }).ShouldBe(acme with { Agreements = default });
        found.Agreements.Select(AgreementJson.Write).ShouldBe(acme.Agreements.Select(AgreementJson.Write));
        found.Agreements.Select(agreement => (agreement.Version, agreement.InForceFrom)).ShouldBe([(1, first.InForceFrom), (2, second.InForceFrom)]);
        found.Agreements[1].Calendars[AgreementDefaults.Calendar].ShouldBe(first.Calendars[AgreementDefaults.Calendar]);
        found.Agreements[1].Clauses[0].Target.ShouldBe(first.Clauses[0].Target);
        found.Agreements[1].Clauses[0].Stop[0].ShouldBeOfType<EventHappened>().Where!.Single().ShouldBe(new("channel", "call"));
        found.Agreements[1].Clauses[0].AppliesTo!.KeyComparer.ShouldBe(StringComparer.Ordinal);
        _ = AgreementBook.Of(found);
    }

    [Fact]
    public async Task Who_creates_it_second_gets_the_first()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 16).Select(shards => Workspaces.CreateAsync(Make("acme", shards), Cancel)));

        answers.Select(workspace => workspace.Shards).Distinct().ShouldHaveSingleItem();
        (await Workspaces.FindAsync("acme", Cancel))!.Shards.ShouldBe(answers[0].Shards);
    }

    [Fact]
    public async Task A_version_is_added_once_and_only_behind_the_others()
    {
        var acme = Make("acme", 4);
        await Workspaces.CreateAsync(acme, Cancel);
        await Workspaces.CreateAsync(Make("other", 4), Cancel);
        var second = acme.Agreements[0] with { Version = 2, InForceFrom = Instant.FromUtc(2026, 11, 2, 12, 0), Scope = AgreementScope.OpenClocks };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Workspaces.PublishAsync("acme", second, Cancel)));
        answers.Count(added => added).ShouldBe(1);
        (await Workspaces.PublishAsync("acme", acme.Agreements[0], Cancel)).ShouldBeFalse();
        (await Workspaces.PublishAsync("nobody", second, Cancel)).ShouldBeFalse();
        await Storage.ReopenAsync();

        (await Workspaces.NewestVersionsAsync(Cancel)).OrderBy(pair => pair.Key).ShouldBe([new("acme", 2), new("other", 1)]);
        (await Workspaces.FindAsync("acme", Cancel))!.Agreements.Select(AgreementJson.Write).ShouldBe([AgreementJson.Write(acme.Agreements[0]), AgreementJson.Write(second)]);
    }

    [Fact]
    public async Task All_are_listed_by_key()
    {
        foreach (var key in new[] { "b", "c", "a" }) await Workspaces.CreateAsync(Make(key, 4), Cancel);
        (await Workspaces.AllAsync(Cancel)).Select(workspace => workspace.Key).ShouldBe(["a", "b", "c"]);
    }

    private static Workspace Make(string key, int shards) => new(key, "America/Sao_Paulo", shards, [AgreementDefaults.Create("America/Sao_Paulo")]);

    private static ImmutableSortedDictionary<string, string> Map(params (string Key, string Value)[] entries) =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));
}
