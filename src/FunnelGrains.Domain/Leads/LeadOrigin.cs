using FunnelGrains.Domain.Funnel;

namespace FunnelGrains.Domain.Leads;

/// <summary>
/// Source, campaign and segment of a lead: the last non-empty value of a <c>lead.updated</c>, else the first non-empty one of a
/// <c>lead.captured</c>. They hold for all the lead's facts, retroactively.
/// </summary>
internal readonly record struct LeadOrigin(CountedValue Source, CountedValue Campaign, CountedValue Segment)
{
    public static LeadOrigin None { get; } = new(CountedValue.None, CountedValue.None, CountedValue.None);

    /// <summary>The origin after one more event, later than all before.</summary>
    public LeadOrigin After(JournalRow row)
    {
        var (attributes, update) = row.Event.Data switch
        {
            Captured captured => (captured.Attributes, false),
            Updated updated => (updated.Attributes, true),
            _ => (null, false),
        };
        if (attributes is null) return this;
        return new LeadOrigin(
            Next(Source, attributes.Source, OtherValues.Source, update, row.Other),
            Next(Campaign, attributes.Campaign, OtherValues.Campaign, update, row.Other),
            Next(Segment, attributes.Segment, OtherValues.Segment, update, row.Other));
    }

    /// <summary>Whether facts counted under the other would stand elsewhere.</summary>
    public bool CountsAs(LeadOrigin other) => Source == other.Source && Campaign == other.Campaign && Segment == other.Segment;

    /// <summary>Notes a change of a fact.</summary>
    public void Count(FactSheet sheet, Measure measure, int day, string key, FactMoment moment, long n) =>
        sheet.Add(new Fact(measure, day, key, Source.Counted, Campaign.Counted, Segment.Counted, moment.Owner, moment.Team), n);

    private static CountedValue Next(CountedValue now, string? sent, OtherValues which, bool update, OtherValues other)
    {
        if (string.IsNullOrEmpty(sent) || (!update && now.Sent is not null)) return now;
        return CountedValue.Of(sent, (other & which) != 0);
    }
}
