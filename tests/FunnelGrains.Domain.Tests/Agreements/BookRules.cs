using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Agreements;

/// <summary>What a book of versions says.</summary>
public sealed class BookRules
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 2, 12, 0);
    private static readonly Agreement First = AgreementDefaults.Create("UTC");

    [Fact]
    public void A_version_is_in_force_from_its_instant_on_and_before_the_first_the_first_is()
    {
        var book = Book(First, First with { Version = 2, InForceFrom = Noon });
        book.At(Noon).Agreement.Version.ShouldBe(2);
        book.At(Noon - Duration.FromMilliseconds(1)).Agreement.Version.ShouldBe(1);
        Book(First with { InForceFrom = Noon }).At(Instant.MinValue).Agreement.Version.ShouldBe(1);
    }

    [Fact]
    public void A_later_version_that_takes_force_no_later_takes_the_place_of_the_one_before()
    {
        var book = Book(First, Taking(2, Noon + Duration.FromDays(1)), Taking(3, Noon));
        book.At(Noon + Duration.FromDays(2)).Agreement.Version.ShouldBe(3);
        book.Versions[0].NextForOpenClocks!.Agreement.Version.ShouldBe(3);
        book.Versions[2].NextForOpenClocks.ShouldBeNull();
    }

    [Fact]
    public void What_an_event_says_is_not_changed_by_a_version_that_is_added_later()
    {
        var retired = First with { Version = 2, InForceFrom = Noon, Stages = [.. First.Stages.Where(stage => stage.Key != "sql")] };
        var back = First with { Version = 3, InForceFrom = Noon + Duration.FromDays(9), Stages = [First.Stages[3], .. First.Stages.RemoveAt(3)] };
        foreach (var book in new[] { Book(First, retired), Book(First, retired, back) }) book.Find("sql", book.At(Noon))!.Index.ShouldBe(3);
    }

    [Fact]
    public void A_book_through_a_version_knows_nothing_of_later_ones_and_shares_what_was_compiled()
    {
        var book = Book(First, Taking(2, Noon));
        var before = book.Through(1)!;
        before.Versions.ShouldHaveSingleItem().NextForOpenClocks.ShouldBeNull();
        book.Versions[0].NextForOpenClocks.ShouldNotBeNull();
        before.Versions[0].Funnel.ShouldBeSameAs(book.Versions[0].Funnel);
        before.With(book.Workspace).Version.ShouldBe(2);
        book.With(before.Workspace).ShouldBeSameAs(book);
        book.Through(3).ShouldBeNull();
    }

    [Fact]
    public void A_retired_stage_is_shown_behind_its_neighbour_while_it_holds_leads()
    {
        var book = Book(First, First with { Version = 2, InForceFrom = Noon, Stages = [.. First.Stages.Where(stage => stage.Key != "sql")] });
        Shown(book, "sql").ShouldBe(["lead", "mql", "sal", "sql", "opportunity", "customer"]);
        Shown(book).ShouldBe(["lead", "mql", "sal", "opportunity", "customer"]);
        book.FunnelAt(Noon - Duration.FromDays(1), _ => false).Select(stage => stage.Key).ShouldBe(["lead", "mql", "sal", "sql", "opportunity", "customer"]);
    }

    private static IEnumerable<string> Shown(AgreementBook book, params string[] withLeads) => book.FunnelAt(Noon, withLeads.Contains).Select(stage => stage.Key);

    private static Agreement Taking(int version, Instant from) => First with { Version = version, InForceFrom = from, Scope = AgreementScope.OpenClocks };

    private static AgreementBook Book(params Agreement[] versions) => AgreementBook.Of(new Workspace("acme", "UTC", 1, [.. versions]));
}
