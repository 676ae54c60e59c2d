using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

/// <summary>One way of a lead through the funnel.</summary>
internal sealed class LeadCycle(int number, Instant start, int day, FactMoment moment)
{
    private readonly List<StageEntry> entries = new(7);

    /// <summary>From 1.</summary>
    public int Number { get; } = number;

    public Instant Start { get; } = start;

    public int Day { get; } = day;

    public FactMoment Moment { get; } = moment;

    public IReadOnlyList<StageEntry> Entries => entries;

    public bool Ended { get; set; }

    /// <summary>Non-automated touches since its start.</summary>
    public int Touches { get; set; }

    /// <summary>The win, loss or rejection that stands: where it is counted.</summary>
    public (int Day, FactMoment Moment)? End { get; set; }

    /// <summary>Whether the win has its amount.</summary>
    public bool HasAmount { get; set; }

    public StageEntry? Find(string stage)
    {
        foreach (var entry in entries)
            if (entry.Stage.Key == stage) return entry;
        return null;
    }

    public StageEntry Add(StageEntry entry)
    {
        entries.Add(entry);
        return entry;
    }

    /// <summary>The position, in a version's order, of the furthest stage entered; −1 when none of its stages is.</summary>
    public int Furthest(CompiledAgreement version)
    {
        var furthest = -1;
        foreach (var entry in entries)
            furthest = Math.Max(furthest, version.Find(entry.Stage.Key)?.Index ?? -1);
        return furthest;
    }
}
