using NodaTime;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>How one cycle of a lead went through the funnel, as a forecast sees it.</summary>
public sealed class CycleTrace
{
    private readonly List<(string Stage, Instant At)> entries = new(7);
    private readonly List<StageStay> stays = new(7);

    internal CycleTrace(Instant began) => Began = began;

    /// <summary>When it began.</summary>
    public Instant Began { get; }

    /// <summary>Where it stood open and how long, in order; a time in which it was lost or rejected is none.</summary>
    public IReadOnlyList<StageStay> Stays => stays;

    /// <summary>When it was won; null while it is not.</summary>
    public Instant? WonAt { get; private set; }

    /// <summary>What the win brought; null without an amount.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>ISO 4217 code of <see cref="Amount"/>.</summary>
    public string? Currency { get; private set; }

    /// <summary>When the cycle first entered a stage, or skipped it; null if it did not.</summary>
    public Instant? EnteredAt(string stage)
    {
        foreach (var entry in entries)
            if (entry.Stage == stage) return entry.At;
        return null;
    }

    internal int Entries => entries.Count;

    internal void Enter(string stage, Instant at) => entries.Add((stage, at));

    /// <summary>The lead is in this stage from now on; null: not in the open funnel.</summary>
    internal void Stand(string? stage, Instant at)
    {
        var last = stays.Count == 0 ? default : stays[^1];
        if (last is { Stage: not null, To: null })
        {
            if (last.Stage == stage) return;
            stays[^1] = last with { To = at };
        }

        if (stage is not null) stays.Add(new StageStay(stage, at, null));
    }

    internal void Win(Instant at) => WonAt ??= at;

    internal void Earn(decimal amount, string? currency)
    {
        if (Amount is null) (Amount, Currency) = (amount, currency);
    }
}
