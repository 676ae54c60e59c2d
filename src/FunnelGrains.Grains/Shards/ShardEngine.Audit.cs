using System.Collections.Immutable;
using System.Diagnostics;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    private const int AuditPage = 5_000;
    private const int MostDifferences = 1_000;
    private HashSet<string>? auditTouched;

    /// <summary>
    /// Folds the journal up to what is counted now from nothing, and compares every cell and every lead's view, while events go on: leads that
    /// change meanwhile are compared by their cells only.
    /// </summary>
    public async Task<AuditReport> AuditAsync()
    {
        var started = clock.Provider.GetTimestamp();
        auditTouched = new HashSet<string>(changedLeads.Keys.Concat(pendingLeads.Select(lead => lead.View.Lead)), StringComparer.Ordinal);
        var (through, upTo, live) = await LiveAsync();
        var (events, leads) = (0L, 0L);
        var differences = new List<AuditDifference>();
        var folded = new Dictionary<Cell, long>();
        var views = new Dictionary<string, LeadView>(StringComparer.Ordinal);
        string? after = null;
        while (true)
        {
            var page = await journal.ReadLeadPageAsync(shard, after, through, AuditPage, ended.Token);
            if (page.Count == 0) break;
            after = page[^1].Lead;
            await Task.Run(() =>
            {
                views.Clear();
                foreach (var (lead, rows) in page)
                {
                    var ledger = new LeadLedger(book, lead, []);
                    var change = ledger.Apply(0, Instant.MinValue, [.. rows], upTo);
                    foreach (var (cell, n) in change.Changes) folded[cell] = folded.GetValueOrDefault(cell) + n;
                    if (change.View is null) continue;
                    (events, leads) = (events + ledger.Events, leads + 1);
                    views[lead] = change.View;
                }
            });
            await CompareViewsAsync(page[0].Lead, after, views, differences);
        }

        foreach (var cell in live.Keys.Union(folded.Keys))
            if (live.GetValueOrDefault(cell) != folded.GetValueOrDefault(cell))
                Differ(differences, CellName(cell), live.GetValueOrDefault(cell), folded.GetValueOrDefault(cell));
        auditTouched = null;
        return new AuditReport(events, leads, clock.Provider.GetElapsedTime(started).TotalSeconds, [.. differences]);
    }

    private async Task<(long Through, Instant UpTo, Dictionary<Cell, long> Live)> LiveAsync()
    {
        while (true)
        {
            var (seq, upTo, saved, saving) = (countedSeq, asOf, savedSeq, savingSeq);
            var (carried, fresh) = tally.Unsaved(static _ => true);
            var stored = await readModel.ReadAllCellsAsync(shard, ended.Token);
            if (stored.Seq != saved && stored.Seq != saving) continue;
            var live = stored.Cells.ToDictionary(change => change.Cell, change => change.N);
            foreach (var (cell, n) in stored.Seq == saved ? [.. carried ?? [], .. fresh] : fresh) live[cell] = live.GetValueOrDefault(cell) + n;
            return (seq, upTo, live);
        }
    }

    private async Task CompareViewsAsync(string first, string last, Dictionary<string, LeadView> folded, List<AuditDifference> differences)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        while (true)
        {
            var page = await readModel.ReadLeadViewPageAsync(shard, after ?? Before(first), AuditPage, ended.Token);
            foreach (var saved in page.TakeWhile(view => EventOrder.CompareUtf8(view.Lead, last) <= 0))
            {
                seen.Add(saved.Lead);
                if (auditTouched?.Contains(saved.Lead) == true) continue;
                var truth = folded.TryGetValue(saved.Lead, out var view) ? Describe(view) : "unknown";
                if (truth != Describe(saved)) Differ(differences, $"lead {saved.Lead}", Describe(saved), truth);
            }

            if (page.Count < AuditPage || EventOrder.CompareUtf8(page[^1].Lead, last) >= 0) break;
            after = page[^1].Lead;
        }

        foreach (var (lead, view) in folded)
            if (!seen.Contains(lead) && auditTouched?.Contains(lead) == false) Differ(differences, $"lead {lead}", "unknown", Describe(view));
    }

    /// <summary>A lead id that comes directly before another: for a page that begins with it.</summary>
    private static string? Before(string lead) => lead.Length == 1 && lead[0] == '\0' ? null : lead[..^1] + (lead[^1] == '\0' ? "" : (char)(lead[^1] - 1) + "\uffff");

    private static string Describe(LeadView view) =>
        $"{view.Status} {view.Stage} cycle {view.Cycle} owner {view.Owner} team {view.Team} events {view.Events} "
        + string.Join(",", view.Clocks.Select(clock => $"{clock.Clause}:{clock.State}@{clock.Due}"))
        + string.Join(",", view.Breaches.Select(breach => $"{breach.Id}:{breach.State}:{breach.Rescinded}"));

    private string CellName(in Cell cell) =>
        $"{shard} {cell.Measure}|{(cell.Day == Cell.NoDay ? "now" : LocalDate.FromDateTime(DateTime.UnixEpoch).PlusDays(cell.Day).ToString())}|{cell.Key}|{cell.Dimension}|{cell.Value}";

    private static void Differ(List<AuditDifference> differences, string what, object live, object folded)
    {
        if (differences.Count < MostDifferences) differences.Add(new AuditDifference(what, $"{live}", $"{folded}"));
    }
}
