using System.Collections.Immutable;
using System.Diagnostics;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Archive;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    private const int AuditPage = 5_000;
    private const int MostDifferences = 1_000;
    private HashSet<string>? auditTouched;
    private Task<AuditReport>? audit;

    /// <summary>
    /// Folds the journal up to what is counted now from nothing, and compares every cell and every lead's view, while events go on: leads that
    /// change meanwhile are compared by their cells only. Who asks while one runs gets its report.
    /// </summary>
    /// <exception cref="ShardGoneException">The shard gave up meanwhile.</exception>
    public Task<AuditReport> AuditAsync() => audit is { IsCompleted: false } running ? running : audit = RunAuditAsync();

    private async Task<AuditReport> RunAuditAsync()
    {
        await recovered.Task;
        var started = clock.Provider.GetTimestamp();
        auditTouched = new HashSet<string>(changedLeads.Keys.Concat(pending?.Leads.Select(lead => lead.View.Lead) ?? []), StringComparer.Ordinal);
        try
        {
            var differences = new List<AuditDifference>();
            var (events, leads) = await CompareAsync(differences);
            return new AuditReport(events, leads, clock.Provider.GetElapsedTime(started).TotalSeconds, [.. differences]);
        }
        catch (ArchiveUnavailableException unreadable)
        {
            return new AuditReport(0, 0, clock.Provider.GetElapsedTime(started).TotalSeconds, [new AuditDifference($"{shard} archived rows", "recorded", unreadable.Message)]);
        }
        finally
        {
            auditTouched = null;
        }
    }

    private async Task<(long Events, long Leads)> CompareAsync(List<AuditDifference> differences)
    {
        var (through, upTo, by, stored, unsaved) = await ReadCellsAsync(() => readModel.ReadAllCellsAsync(shard, ended.Token), static _ => true);
        var live = stored.ToDictionary(change => change.Cell, change => change.N);
        foreach (var (cell, n) in unsaved) live[cell] = live.GetValueOrDefault(cell) + n;
        var (events, leads) = (0L, 0L);
        var folded = new Dictionary<Cell, long>();
        var views = new Dictionary<string, LeadView>(StringComparer.Ordinal);
        string? after = null;
        while (true)
        {
            var page = await journal.ReadLeadPageAsync(shard, after, through, AuditPage, ended.Token);
            views.Clear();
            await Task.Run(() =>
            {
                foreach (var (lead, rows) in page)
                {
                    var ledger = new LeadLedger(by, lead, []);
                    var change = ledger.Apply(0, Instant.MinValue, [.. rows], upTo);
                    foreach (var (cell, n) in change.Changes) folded[cell] = folded.GetValueOrDefault(cell) + n;
                    if (change.View is null) continue;
                    (events, leads) = (events + ledger.Events, leads + 1);
                    views[lead] = change.View;
                }
            });
            var last = page.Count == 0 ? null : page[^1].Lead;
            await CompareViewsAsync(after, last, views, differences);
            if (last is null) break;
            after = last;
        }

        foreach (var cell in live.Keys.Union(folded.Keys))
            if (live.GetValueOrDefault(cell) != folded.GetValueOrDefault(cell))
                Differ(differences, CellName(cell), live.GetValueOrDefault(cell), folded.GetValueOrDefault(cell));
        return (events, leads);
    }

    /// <summary>Compares the saved leads after one and up to another; null for the end.</summary>
    private async Task CompareViewsAsync(string? after, string? last, Dictionary<string, LeadView> folded, List<AuditDifference> differences)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var page = await readModel.ReadLeadViewPageAsync(shard, after, AuditPage, ended.Token);
            foreach (var saved in page.TakeWhile(view => last is null || EventOrder.CompareUtf8(view.Lead, last) <= 0))
            {
                seen.Add(saved.Lead);
                if (auditTouched!.Contains(saved.Lead)) continue;
                var truth = folded.TryGetValue(saved.Lead, out var view) ? Describe(view) : "unknown";
                if (truth != Describe(saved)) Differ(differences, $"lead {saved.Lead}", Describe(saved), truth);
            }

            if (page.Count < AuditPage || (last is not null && EventOrder.CompareUtf8(page[^1].Lead, last) >= 0)) break;
            after = page[^1].Lead;
        }

        foreach (var (lead, view) in folded)
            if (!seen.Contains(lead) && !auditTouched!.Contains(lead)) Differ(differences, $"lead {lead}", "unknown", Describe(view));
    }

    private static string Describe(LeadView view) =>
        $"{view.Status} {view.Stage} cycle {view.Cycle} owner {view.Owner} team {view.Team} events {view.Events} "
        + string.Join(",", view.Clocks.Where(clock => clock.Open).Select(clock => $"{clock.Clause}:{clock.State}@{clock.Due}"))
        + string.Join(",", view.Breaches.Select(breach => $"{breach.Id}:{breach.State}:{breach.Rescinded}"));

    private string CellName(in Cell cell) =>
        $"{shard} {cell.Measure}|{(cell.Day == Cell.NoDay ? "now" : LocalDate.FromDateTime(DateTime.UnixEpoch).PlusDays(cell.Day).ToString())}|{cell.Key}|{cell.Dimension}|{cell.Value}";

    private static void Differ(List<AuditDifference> differences, string what, object live, object folded)
    {
        if (differences.Count < MostDifferences) differences.Add(new AuditDifference(what, $"{live}", $"{folded}"));
    }
}
