using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Notices;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Notices;

public sealed class AnnouncementTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 2, 18, 0);
    private static readonly SlaBreached Breach = new("accept_mql", "e1", 1, At, "ana", "sales");

    [Fact]
    public void Every_row_of_the_agreement_is_one_also_of_a_type_that_is_not_known_yet()
    {
        var breach = Announcement.Of(Row("br_1", EventType.SlaBreached, Breach, At))!;
        (breach.Id, breach.Type, breach.Lead, breach.At, breach.Text("clause"), breach.Text("team")).ShouldBe(("br_1", "sla.breached", "L-1", At, "accept_mql", "sales"));
        var later = Announcement.Of(Row("wa_1", EventType.Unreadable, new Unreadable("sla.warned", """{"clause":"accept_mql","step":"boss"}"""), At))!;
        (later.Id, later.Type, later.Text("step")).ShouldBe(("wa_1", "sla.warned", "boss"));
        Announcement.Of(Row("e1", EventType.StageChanged, new StageChanged("mql", null), At)).ShouldBeNull();
    }

    [Fact]
    public void A_win_is_one_when_it_was_received_within_a_day_and_known_by_its_lead_too()
    {
        var won = new DealWon(1200.50m, "BRL");
        var fresh = Announcement.Of(Row("e1", EventType.DealWon, won, At - Duration.FromHours(24)))!;
        (fresh.Type, fresh.Number("amount"), fresh.Text("currency")).ShouldBe(("deal.won", "1200.50", "BRL"));
        fresh.Id.ShouldNotBe(Announcement.Of(Row("e1", EventType.DealWon, won, At, "L-2"))!.Id);
        Announcement.Of(Row("e1", EventType.DealWon, won, At - Duration.FromHours(24) - Duration.FromMilliseconds(1))).ShouldBeNull("an import of old data is silent");
    }

    [Fact]
    public void A_filter_narrows_only_what_has_such_a_member()
    {
        var settings = new EndpointSettings(EndpointKind.Webhook, "x", "https://example.com", ["sla.breached", "deal.won"], ["sales"], ["accept_mql"], "en");
        var breach = Announcement.Of(Row("br_1", EventType.SlaBreached, Breach, At))!;
        settings.Wants(breach).ShouldBeTrue();
        (settings with { Teams = ["marketing"] }).Wants(breach).ShouldBeFalse();
        (settings with { Clauses = ["other"] }).Wants(breach).ShouldBeFalse();
        (settings with { Types = ["deal.won"] }).Wants(breach).ShouldBeFalse();
        settings.Wants(Announcement.Of(Row("e1", EventType.DealWon, new DealWon(null, null), At))!).ShouldBeTrue();
    }

    [Fact]
    public void Many_are_told_in_one_message_of_readable_words()
    {
        var breaches = Enumerable.Range(1, 3).Select(n => Announcement.Of(Row($"br_{n}", EventType.SlaBreached, Breach, At, $"L-{n}"))!).ToList();
        var zone = DateTimeZoneProviders.Tzdb["America/Sao_Paulo"];
        var name = new LocalText("Vendas aceita", "Sales accepts");
        var text = NoticeText.Of(breaches, new Dictionary<string, int> { ["sla.breached"] = 12, ["deal.won"] = 1 }, "pt", zone, _ => name);
        text.Title.ShouldBe("12 promessas quebradas, 1 negócio ganho:");
        text.Lines[0].ShouldBe("Promessa quebrada: Vendas aceita (lead L-1), prazo 02/11 15:00, responsável ana");
        text.Lines[^1].ShouldBe("… e mais 10");
        var one = NoticeText.Of([breaches[0]], new Dictionary<string, int> { ["sla.breached"] = 1 }, "en", zone, _ => name);
        one.Whole.ShouldBe("Promise broken: Sales accepts (lead L-1), due 02/11 15:00, owner ana");
    }

    [Fact]
    public void A_name_begins_no_line_of_its_own()
    {
        var forged = Announcement.Of(Row("br_1", EventType.SlaBreached, Breach with { Owner = "ana\nAll is well" }, At))!;
        NoticeText.Of([forged], new Dictionary<string, int> { ["sla.breached"] = 1 }, "en", DateTimeZone.Utc, _ => null).Whole.ShouldNotContain('\n');
    }

    private static JournalRow Row(string id, EventType type, EventData data, Instant occurred, string lead = "L-1") =>
        new(1, lead, new LeadEvent(id, type, occurred, At, "system", null, data), OtherValues.None, null);
}
