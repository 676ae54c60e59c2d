using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals.Forecasting;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Benchmarks.Forecasting;

/// <summary>The real leads of Olist, folded as the product folds them.</summary>
internal static class OlistLeads
{
    /// <summary>Reads both files.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="book">An agreement with the default funnel; its zone is that of the dates.</param>
    public static ImmutableArray<LeadTrace> Read(string folder, AgreementBook book)
    {
        var won = Rows(folder, "olist_closed_deals_dataset.csv").ToDictionary(row => row[0], row => At(row[4], book.Zone), StringComparer.Ordinal);
        return
        [
            .. Rows(folder, "olist_marketing_qualified_leads_dataset.csv")
                .Select(row => LeadTraces.Of(book, row[0], Events(row, won.TryGetValue(row[0], out var at) ? at : null, book.Zone))!),
        ];
    }

    private static List<JournalRow> Events(string[] lead, Instant? won, DateTimeZone zone)
    {
        var contact = At(lead[1], zone);
        var rows = new List<JournalRow>
        {
            Row(1, lead[0], EventType.Captured, contact, new Captured(LeadAttributes.None with { Source = lead[3] })),
            Row(2, lead[0], EventType.StageChanged, contact, new StageChanged("mql", null)),
        };
        if (won is { } at) rows.Add(Row(3, lead[0], EventType.DealWon, at, new DealWon(null, null)));
        return rows;
    }

    private static JournalRow Row(long seq, string lead, EventType type, Instant at, EventData data) =>
        new(seq, lead, new LeadEvent($"e{seq}", type, at, at, "olist", null, data), OtherValues.None, null);

    private static IEnumerable<string[]> Rows(string folder, string file) => File.ReadLines(Path.Combine(folder, file)).Skip(1).Select(line => line.Split(','));

    private static Instant At(string text, DateTimeZone zone) =>
        LocalDateTime.FromDateTime(DateTime.Parse(text, CultureInfo.InvariantCulture)).InZoneLeniently(zone).ToInstant();
}
