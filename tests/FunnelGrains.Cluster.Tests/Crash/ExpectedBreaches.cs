using NodaTime;

namespace FunnelGrains.Cluster.Tests.Crash;

/// <summary>A broken promise, by lead, clause and due.</summary>
internal readonly record struct BrokenPromise(string Lead, string Clause, Instant Due);

/// <summary>The slow and obvious reading of which promises were broken.</summary>
internal static class ExpectedBreaches
{
    /// <summary>The broken promises of a round, each with the row that started its clock; all promises are to have fallen due by now.</summary>
    public static Dictionary<BrokenPromise, WitnessedRow> Of(IEnumerable<WitnessedRow> rows)
    {
        var broken = new Dictionary<BrokenPromise, WitnessedRow>();
        foreach (var lead in rows.Where(row => row.Type != WitnessedRow.Breached).GroupBy(row => row.Lead))
        {
            var (qualified, accepted, touched) = Steps(lead);
            Judge(broken, ShortPromises.AcceptMql, qualified, accepted);
            Judge(broken, ShortPromises.FirstTouch, accepted, touched);
        }
        return broken;
    }

    /// <summary>
    /// The promises that may have been announced although they were kept: their stop occurred in time, and was received by the shard only after due.
    /// </summary>
    public static HashSet<BrokenPromise> KeptByLateEvidence(IEnumerable<WitnessedRow> rows)
    {
        var kept = new HashSet<BrokenPromise>();
        foreach (var lead in rows.Where(row => row.Type != WitnessedRow.Breached).GroupBy(row => row.Lead))
        {
            var (qualified, accepted, touched) = Steps(lead);
            JudgeLate(kept, ShortPromises.AcceptMql, qualified, accepted);
            JudgeLate(kept, ShortPromises.FirstTouch, accepted, touched);
        }
        return kept;
    }

    private static (WitnessedRow? Qualified, WitnessedRow? Accepted, WitnessedRow? Touched) Steps(IEnumerable<WitnessedRow> lead) => (
        lead.FirstOrDefault(row => row.Field("stage") == "mql"),
        lead.FirstOrDefault(row => row.Field("stage") == "sal"),
        lead.FirstOrDefault(row => row.Type == "lead.touched" && !row.Data.Contains("automated", StringComparison.Ordinal)));

    private static void JudgeLate(HashSet<BrokenPromise> kept, string clause, WitnessedRow? start, WitnessedRow? stop)
    {
        if (start is null || stop is null)
        {
            return;
        }
        var due = start.OccurredAt + ShortPromises.Within;
        if (stop.OccurredAt <= due && stop.ReceivedAt > due)
        {
            kept.Add(new(start.Lead, clause, due));
        }
    }

    private static void Judge(Dictionary<BrokenPromise, WitnessedRow> broken, string clause, WitnessedRow? start, WitnessedRow? stop)
    {
        if (start is null)
        {
            return;
        }
        var due = start.OccurredAt + ShortPromises.Within;
        if (stop is null || stop.OccurredAt > due)
        {
            broken[new(start.Lead, clause, due)] = start;
        }
    }
}
