using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Previewing;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    /// <summary>
    /// Folds the leads with open clocks under the agreement as it would be, some at a time and off the shard's turns: events are taken meanwhile. What is counted after it began is not in it.
    /// </summary>
    /// <exception cref="ShardGoneException">The shard gave up meanwhile.</exception>
    public async Task<AgreementPreview> PreviewAsync(Agreement candidate, int samples)
    {
        await recovered.Task;
        var (through, workspace) = (countedSeq, book.Workspace);
        var with = book.With(workspace with { Agreements = workspace.Agreements.Add(candidate with { Version = book.Version + 1 }) });
        var preview = new PreviewSums(samples);
        foreach (var leads in (await TouchedAsync(NodaTime.Instant.MaxValue, withOpenClocks: true)).Chunk(FoldedAtOnce))
        {
            if (ended.IsCancellationRequested) throw new ShardGoneException(shard.ToString());
            var histories = await journal.ReadLeadsAsync(shard, leads, through, personal: false, ended.Token);
            preview.Add(await Task.Run(() => Look(with, histories)));
        }

        return new AgreementPreview(candidate.InForceFrom, candidate.Scope, preview.Clauses, preview.Samples);
    }

    private static List<PreviewedClock> Look(AgreementBook with, IReadOnlyDictionary<string, IReadOnlyList<JournalRow>> histories) =>
        [.. histories.SelectMany(lead => AgreementPreviews.Of(with, lead.Key, lead.Value))];
}
