using System.Globalization;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Testing.Leads;

/// <summary>
/// A lead told in a few words: <c>new LeadScene().At("2026-11-02 09:00").Captured().At("10:00").To("mql")</c>. Times are local to the workspace. Events are
/// received when they occur, in the order in which they are told, unless <see cref="Late"/> says otherwise.
/// </summary>
public sealed class LeadScene(AgreementBook? agreement = null)
{
    private readonly AgreementBook book = agreement ?? Tallies.Book;
    private readonly List<JournalRow> rows = [];
    private LocalDateTime local = new(2026, 11, 2, 9, 0);
    private Instant? received;
    private Instant? judged;
    private string? id;
    private OtherValues other;

    /// <summary>The agreement it is folded under.</summary>
    public AgreementBook Book => book;

    /// <summary>The rows in the order told.</summary>
    public IReadOnlyList<JournalRow> Told => rows;

    /// <summary>The next events occur at this local time: <c>2026-11-02 09:00</c>, or a time of the day of the event before: <c>09:00</c>, <c>09:00:01</c>.</summary>
    public LeadScene At(string when)
    {
        (local, received) = (Local(when), null);
        return this;
    }

    /// <summary>The next event is received only then; those after it too, until <see cref="At"/> is called.</summary>
    public LeadScene Late(string receivedAt)
    {
        received = InstantOf(Local(receivedAt));
        return this;
    }

    /// <summary>The id of the next event; <c>e1</c>, <c>e2</c>… otherwise.</summary>
    public LeadScene Id(string next)
    {
        id = next;
        return this;
    }

    /// <summary>Values of the next event that found no place.</summary>
    public LeadScene WithoutPlace(OtherValues values)
    {
        other = values;
        return this;
    }

    /// <summary><c>lead.captured</c>.</summary>
    public LeadScene Captured(string? source = null, string? campaign = null, string? segment = null) =>
        Happens(new Captured(Said(source, campaign, segment)));

    /// <summary><c>lead.updated</c> of the origin.</summary>
    public LeadScene Updated(string? source = null, string? campaign = null, string? segment = null) =>
        Happens(new Updated(Said(source, campaign, segment)));

    /// <summary><c>lead.updated</c> of an attribute of the workspace's own.</summary>
    public LeadScene Knows(string attribute, string value) => Happens(new Updated(LeadAttributes.None with
    {
        Other = LeadAttributes.None.Other.Add(attribute, $"\"{value}\""),
    }));

    /// <summary><c>lead.stage_changed</c>.</summary>
    public LeadScene To(string stage, string? reason = null) => Happens(new StageChanged(stage, reason));

    /// <summary><c>lead.rejected</c>.</summary>
    public LeadScene Rejected(string? reason = null) => Happens(new Rejected(reason));

    /// <summary><c>lead.recycled</c>.</summary>
    public LeadScene Recycled(string? stage = null) => Happens(new Recycled(null, stage));

    /// <summary><c>lead.assigned</c>.</summary>
    public LeadScene Assigned(string owner, string? team = null) => Happens(new Assigned(owner, team));

    /// <summary><c>lead.touched</c> by a person.</summary>
    public LeadScene Touched(string channel = "call", string? outcome = null) => Happens(new Touched(channel, outcome, false));

    /// <summary><c>lead.touched</c> by a machine.</summary>
    public LeadScene TouchedByMachine() => Happens(new Touched("email", null, true));

    /// <summary><c>deal.won</c>.</summary>
    public LeadScene Won(decimal? amount = null, string currency = "BRL") => Happens(new DealWon(amount, amount is null ? null : currency));

    /// <summary><c>deal.lost</c>.</summary>
    public LeadScene Lost(string? reason = null) => Happens(new DealLost(reason));

    /// <summary>Any event.</summary>
    public LeadScene Happens(EventData data)
    {
        var at = InstantOf(local);
        var row = Rows.Row(rows.Count + 1, 0, data, id, received ?? at, other);
        rows.Add(row with { Event = row.Event with { OccurredAt = at, ReceivedAt = received ?? at } });
        (id, other) = (null, OtherValues.None);
        return this;
    }

    /// <summary>Clocks are judged up to this local time; without it up to the lead's last event.</summary>
    public LeadScene AsOf(string when)
    {
        judged = InstantOf(Local(when));
        return this;
    }

    /// <summary>All told rows in the ledger.</summary>
    public LeadLedger Ledger()
    {
        var ledger = new LeadLedger(book, Rows.Lead, []);
        ledger.Apply(0, Instant.MinValue, [.. rows], judged ?? rows.Max(row => row.Event.OccurredAt));
        return ledger;
    }

    /// <summary>The lead as lists show it.</summary>
    public LeadView View() => Ledger().View() ?? throw new InvalidOperationException("No event of the lead was folded.");

    /// <summary>Everything the lead counts.</summary>
    public Dictionary<Cell, long> Counts()
    {
        var counts = new Dictionary<Cell, long>();
        counts.Add(Ledger().Contribution());
        return counts;
    }

    /// <summary>One count over all days and values.</summary>
    public long Count(Measure measure, string key = "") => Counts().Of(measure, key);

    /// <summary>One count of a local day.</summary>
    public long CountOn(string day, Measure measure, string key = "") => Counts()
        .Where(pair => pair.Key.Dimension == Dimension.All && pair.Key.Measure == measure && pair.Key.Key == key && pair.Key.Day == DayOf(day)).Sum(pair => pair.Value);

    /// <summary>One count of a dimension's value.</summary>
    public long CountBy(Dimension dimension, string value, Measure measure, string key = "") => Counts().Of(measure, key, dimension, value);

    /// <summary>The clocks of a clause, by start.</summary>
    public IReadOnlyList<ClockView> Clocks(string clause) => [.. View().Clocks.Where(clock => clock.Clause == clause)];

    /// <summary>The only clock of a clause.</summary>
    public ClockView Clock(string clause) => Clocks(clause).Single();

    /// <summary>The state of the only clock of a clause.</summary>
    public ClockState State(string clause) => Clock(clause).State;

    /// <summary>The due instant of the only clock of a clause, as local time.</summary>
    public string Due(string clause) => Clock(clause).Due is { } due ? Show(due) : "never";

    /// <summary>An instant as local time.</summary>
    public string Show(Instant at) => at.InZone(book.Zone).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A local time as an instant.</summary>
    public Instant InstantOf(string when) => InstantOf(Local(when));

    private static int DayOf(string day) => Period.DaysBetween(new LocalDate(1970, 1, 1), LocalDate.FromDateTime(DateTime.Parse(day, CultureInfo.InvariantCulture)));

    private static LeadAttributes Said(string? source, string? campaign, string? segment) =>
        LeadAttributes.None with { Source = source, Campaign = campaign, Segment = segment };

    private LocalDateTime Local(string when)
    {
        if (!when.Contains('-', StringComparison.Ordinal)) when = $"{local.Date:uuuu-MM-dd} {when}";
        return LocalDateTime.FromDateTime(DateTime.Parse(when, CultureInfo.InvariantCulture));
    }

    private Instant InstantOf(LocalDateTime at) => at.InZoneStrictly(book.Zone).ToInstant();
}
