using System.Globalization;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Storage.Tests.Archive;

/// <summary>All that a journal answers about a shard, as text: from whichever row and lead, up to whichever row, in pages of whichever size.</summary>
internal static class JournalText
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<string> OfAsync(IJournal journal, ShardKey shard, int seed)
    {
        var random = new Random(seed);
        var lines = new List<string>();
        var last = await journal.ReadLastSeqAsync(shard, Cancel);
        var rows = await journal.ReadAfterAsync(shard, 0, int.MaxValue, Cancel);
        lines.Add($"{last}: {Same.Text(rows)}");
        for (var i = 0; i < 4; i++)
        {
            var page = await journal.ReadAfterAsync(shard, random.NextInt64(last + 2), random.Next(1, 30), Cancel);
            lines.Add($"after {Same.Text(page)}");
        }
        var leads = rows.Select(row => row.Lead).Where(lead => lead.Length > 0).Append("nobody").Distinct().ToArray();
        foreach (var through in (long[])[long.MaxValue, last, random.NextInt64(last + 1), random.NextInt64(last + 1)])
        {
            await AddLeadsAsync(lines, journal, shard, leads, through, personal: true);
            await AddLeadsAsync(lines, journal, shard, [leads[random.Next(leads.Length)]], through, personal: false);
            await AddPagesAsync(lines, journal, shard, through, random.Next(1, 40));
            var since = rows.Count == 0 ? NodaTime.Instant.MinValue : rows[random.Next(rows.Count)].Event.ReceivedAt;
            lines.Add($"since {string.Join('|', (await journal.ReadLeadIdsReceivedSinceAsync(shard, since, through, Cancel)).Order(StringComparer.Ordinal))}");
        }
        await foreach (var id in journal.ReadLeadIdsAsync(shard, Cancel)) lines.Add($"lead {id}");
        return string.Join('\n', lines);
    }

    private static async Task AddLeadsAsync(List<string> lines, IJournal journal, ShardKey shard, string[] leads, long through, bool personal)
    {
        var histories = await journal.ReadLeadsAsync(shard, leads, through, personal, Cancel);
        lines.AddRange(histories.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} through {through}: {Same.Text(pair.Value)}")));
    }

    private static async Task AddPagesAsync(List<string> lines, IJournal journal, ShardKey shard, long through, int size)
    {
        string? after = null;
        var pages = 0;
        while (await journal.ReadLeadPageAsync(shard, after, through, size, Cancel) is { Count: > 0 } page)
        {
            lines.AddRange(page.Select(lead => $"page {lead.Lead}: {Same.Text(lead.Rows)}"));
            after = page[^1].Lead;
            (++pages).ShouldBeLessThan(100);
        }
    }
}
