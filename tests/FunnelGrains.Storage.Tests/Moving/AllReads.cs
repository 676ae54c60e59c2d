using System.Globalization;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Moving;

/// <summary>Everything that a storage answers, as text: two storages that answer alike hold the same.</summary>
internal static class AllReads
{
    private static readonly Instant Late = Instant.FromUtc(2400, 1, 1, 0, 0);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<string> TextAsync(IStorage storage, IReadOnlyCollection<ShardKey> shards)
    {
        var lines = new List<string>();
        foreach (var workspace in await storage.Workspaces.AllAsync(Cancel))
            lines.Add($"{workspace with { Agreements = [] }} {string.Join(' ', workspace.Agreements.Select(AgreementJson.Write))}");
        lines.AddRange((await storage.Journal.ReadDirtyAsync(Cancel)).Select(shard => $"dirty {shard}"));
        foreach (var workspace in shards.Select(shard => shard.Workspace).Distinct()) await AddWorkspaceAsync(lines, storage, workspace);
        foreach (var shard in shards)
        {
            await AddJournalAsync(lines, storage, shard);
            await AddCountsAsync(lines, storage, shard);
        }
        lines.AddRange((await storage.ReadModel.ReadShardsToWakeAsync(Late, Cancel)).Select(shard => $"wake {shard}").Order(StringComparer.Ordinal));
        lines.AddRange(await DocumentsAsync(storage));
        return string.Join('\n', lines);
    }

    private static async Task AddWorkspaceAsync(List<string> lines, IStorage storage, string workspace)
    {
        foreach (var (dimension, values) in (await storage.Journal.ReadDimensionValuesAsync(workspace, Cancel)).OrderBy(pair => pair.Key))
            lines.Add($"{workspace} {dimension}: {string.Join('|', values)}");
        lines.AddRange((await storage.Notices.ReadWaitingAsync(workspace, "crm", 10, Cancel)).Concat(await storage.Notices.ReadDeadAsync(workspace, "crm", null, 10, Cancel)).Select(one => one.ToString()));
        lines.AddRange((await storage.Notices.ReadAttemptsAsync(workspace, "crm", null, 10, Cancel)).Select(one => one.ToString()));
        lines.AddRange((await storage.Notices.ReadHeldAsync(workspace, Late, 10, Cancel)).Select(one => one.ToString()));
        if (await storage.Desk.FindAsync(workspace, "br_1", Cancel) is { } file) lines.Add($"{file.Case} {string.Join(' ', file.Deeds)}");
        lines.AddRange((await storage.ReadModel.ReadRunningAsync(new RunningQuery(workspace, null, null, null, 1_000), Cancel)).Select(one => one.ToString()));
        foreach (var byDue in (bool[])[false, true])
        {
            string? cursor = null;
            do
            {
                var page = await storage.ReadModel.ReadLeadsAsync(new LeadQuery(workspace, null, null, null, null, byDue, cursor, 3), Cancel);
                lines.AddRange(page.Leads.Select(Same.Text));
                cursor = page.Next;
            }
            while (cursor is not null);
        }
        foreach (var text in (string[])["SAO", "linha", "|", "😀", "L-1"])
        {
            var page = await storage.ReadModel.ReadLeadsAsync(new LeadQuery(workspace, null, null, text, null, false, null, 500), Cancel);
            lines.Add($"{text}: {string.Join(',', page.Leads.Select(lead => lead.Lead))}");
        }
        foreach (var open in (bool[])[false, true])
            lines.AddRange((await storage.ReadModel.ReadBreachesAsync(new BreachQuery(workspace, null, open, null, null, 1_000), Cancel)).Select(breach => breach.ToString()));
    }

    private static async Task AddJournalAsync(List<string> lines, IStorage storage, ShardKey shard)
    {
        var journal = storage.Journal;
        var rows = await journal.ReadAfterAsync(shard, 0, int.MaxValue, Cancel);
        var last = await journal.ReadLastSeqAsync(shard, Cancel);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{shard} {last}"));
        lines.Add(Same.Text(rows));
        var leads = rows.Select(row => row.Lead).Where(lead => lead.Length > 0).Distinct().ToArray();
        var histories = await journal.ReadLeadsAsync(shard, leads, long.MaxValue, personal: true, Cancel);
        lines.AddRange(histories.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {Same.Text(pair.Value)}"));
        string? after = null;
        while (await journal.ReadLeadPageAsync(shard, after, rows.Count / 2, 5, Cancel) is { Count: > 0 } page)
        {
            lines.AddRange(page.Select(lead => $"{lead.Lead}: {Same.Text(lead.Rows)}"));
            after = page[^1].Lead;
        }
        if (rows.Count > 0)
            lines.AddRange((await journal.ReadLeadIdsReceivedSinceAsync(shard, rows[rows.Count / 2].Event.ReceivedAt, long.MaxValue, Cancel)).Order(StringComparer.Ordinal));
        await foreach (var id in journal.ReadLeadIdsAsync(shard, Cancel)) lines.Add(id);
    }

    private static async Task AddCountsAsync(List<string> lines, IStorage storage, ShardKey shard)
    {
        var cells = await storage.ReadModel.ReadAllCellsAsync(shard, Cancel);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{shard} counted {cells.Seq}"));
        lines.AddRange(cells.Cells.Select(cell => cell.ToString()).Order(StringComparer.Ordinal));
        lines.AddRange((await storage.ReadModel.ReadWakesAsync(shard, Cancel)).Select(wake => wake.ToString()).Order(StringComparer.Ordinal));
        string? after = null;
        while (await storage.ReadModel.ReadLeadViewPageAsync(shard, after, 4, Cancel) is { Count: > 0 } page)
        {
            lines.AddRange(page.Select(Same.Text));
            after = page[^1].Lead;
        }
    }

    private static async Task<List<string>> DocumentsAsync(IStorage storage)
    {
        await using var connection = await storage.Grains.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, PayloadBinary, Version FROM OrleansStorage ORDER BY GrainTypeString, GrainIdExtensionString";
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        var documents = new List<string>();
        while (await rows.ReadAsync(Cancel))
        {
            var payload = rows.IsDBNull(5) ? "none" : Convert.ToHexString((byte[])rows.GetValue(5));
            documents.Add(string.Create(CultureInfo.InvariantCulture, $"{rows[0]} {rows[1]} {rows[2]} {rows[3]} {rows[4]} {payload} {rows[6]}"));
        }
        return documents;
    }
}
