using FunnelGrains.Cluster.Tests.Crash;
using NodaTime;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>What the journal says happened, against what should have: lead by lead, since all of a long run does not fit.</summary>
internal sealed class JournalJudgement
{
    private readonly HashSet<string> events = new(StringComparer.Ordinal);
    private readonly HashSet<string> announced = new(StringComparer.Ordinal);
    private readonly HashSet<string> listed = new(StringComparer.Ordinal);

    /// <summary>Ids of the posted events that are stored.</summary>
    public IReadOnlySet<string> Events => events;

    /// <summary>Ids of the breaches that are recorded.</summary>
    public IReadOnlySet<string> Announced => announced;

    /// <summary>Promises that were broken, as <c>lead clause due</c>; also the silent ones.</summary>
    public IReadOnlySet<string> Listed => listed;

    /// <summary>How many leads have a row.</summary>
    public int Leads { get; private set; }

    /// <summary>Broken promises that were past due before the event that made them was received: listed, never announced.</summary>
    public int Silent { get; private set; }

    /// <summary>All that is wrong.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Judges a lead.</summary>
    /// <param name="rows">All its rows, in the order in which they were taken.</param>
    public void Take(IReadOnlyList<WitnessedRow> rows)
    {
        Leads++;
        foreach (var row in rows)
        {
            if (!(row.Type == WitnessedRow.Breached ? announced : events).Add(row.Id)) Wrong.Add($"{row.Type} {row.Id} stands twice in the journal");
            if (row.Type is "event.quarantined") Wrong.Add($"{row.Id}: an event of {row.Lead} was quarantined");
        }
        var expected = ExpectedBreaches.Of(rows);
        var silent = expected.Where(promise => IsSilent(rows, promise.Key.Due, promise.Value)).Select(promise => promise.Key).ToHashSet();
        Silent += silent.Count;
        foreach (var promise in expected.Keys) listed.Add(Name(promise));
        var told = rows.Where(row => row.Type == WitnessedRow.Breached).Select(row => new BrokenPromise(row.Lead, row.Field("clause")!, row.Due)).ToList();
        foreach (var twice in told.GroupBy(promise => promise).Where(same => same.Count() > 1)) Wrong.Add($"{Name(twice.Key)} was recorded {twice.Count()} times");
        foreach (var missing in expected.Keys.Except(told).Except(silent)) Wrong.Add($"{Name(missing)} was never recorded");
        foreach (var silence in silent.Intersect(told)) Wrong.Add($"{Name(silence)} was recorded although it was past due when its event came");
        foreach (var extra in told.Except(expected.Keys).Except(ExpectedBreaches.KeptByLateEvidence(rows))) Wrong.Add($"{Name(extra)} was recorded and not broken");
    }

    /// <summary>How a promise is named in <see cref="Listed"/>.</summary>
    public static string Name(BrokenPromise promise) => $"{promise.Lead} {promise.Clause} {promise.Due}";

    /// <summary>Semantics 4.6, read off this plan: silent if the first row that was received after due stands before the one that started the clock, or is it.</summary>
    private static bool IsSilent(IReadOnlyList<WitnessedRow> rows, Instant due, WitnessedRow start) =>
        rows.FirstOrDefault(row => row.ReceivedAt > due) is { } late && Index(rows, late) <= Index(rows, start);

    private static int Index(IReadOnlyList<WitnessedRow> rows, WitnessedRow row) => rows.TakeWhile(other => !ReferenceEquals(other, row)).Count();
}
