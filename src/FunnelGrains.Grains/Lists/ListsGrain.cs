using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage.ReadModel;
using Orleans.Concurrency;

namespace FunnelGrains.Grains.Lists;

/// <summary>Lists out of the read model, after its shards saved what they counted.</summary>
[StatelessWorker]
internal sealed class ListsGrain(IReadModel readModel, AgreementBooks books) : Grain, IListsGrain
{
    private const int MostBreaches = 1_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(500);

    private string Workspace => this.GetPrimaryKeyString();

    public async Task<LeadListPage> LeadsAsync(LeadListQuestion question)
    {
        var query = new LeadQuery(
            Workspace, question.Stage, question.Owner, question.Text, question.Status, question.ByDue, question.Cursor, Math.Clamp(question.Limit, 1, 500));
        if (query.CursorIsForeign) return new LeadListPage([], null, CursorIsForeign: true);
        await FlushAsync();
        var page = await readModel.ReadLeadsAsync(query, CancellationToken.None);
        return new LeadListPage([.. page.Leads], page.Next);
    }

    public async Task<BreachListPage> BreachesAsync(BreachListQuestion question)
    {
        var after = BreachPlace.Read(question.Cursor);
        if (after is null && !string.IsNullOrEmpty(question.Cursor)) return new BreachListPage([], null, CursorIsForeign: true);
        await FlushAsync();
        var limit = Math.Clamp(question.Limit, 1, MostBreaches);
        var rows = await readModel.ReadBreachesAsync(
            new BreachQuery(Workspace, null, question.OpenOnly, question.From, question.To, limit + 1, after), CancellationToken.None);
        return new BreachListPage(
            [.. rows.Take(limit).Select(row => new LeadBreach(row.Lead, row.Breach))], rows.Count > limit ? BreachPlace.Of(rows[limit - 1]).Write() : null);
    }

    private async Task FlushAsync()
    {
        var book = await books.FindAsync(Workspace, CancellationToken.None) ?? throw new InvalidOperationException("there is no such workspace");
        await Task.WhenAll(Enumerable.Range(0, book.Workspace.Shards)
            .Select(n => GrainFactory.GetGrain<IFunnelShardGrain>(ShardId.Key(Workspace, n)).FlushAsync(MaxAge)));
    }
}
