using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Grains.Desk;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage.Desk;
using FunnelGrains.Storage.ReadModel;
using Orleans.Concurrency;

namespace FunnelGrains.Grains.Lists;

/// <summary>Lists out of the read model, after its shards saved what they counted.</summary>
[StatelessWorker]
internal sealed class ListsGrain(IReadModel readModel, IDesk desk, AgreementBooks books, ServerClock clock) : Grain, IListsGrain
{
    private const int MostBreaches = 1_000;
    private const int MostRunning = 500;

    /// <summary>So many clocks are looked at for those at risk at once, and for one page: most come first, since they are due first.</summary>
    private const int ReadAtOnce = 1_000;

    private const int MostRead = 20_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(500);

    private string Workspace => this.GetPrimaryKeyString();

    public async Task<LeadListPage> LeadsAsync(LeadListQuestion question)
    {
        var query = new LeadQuery(
            Workspace, question.Stage, question.Owner, question.Text, question.Status, question.ByDue, question.Cursor, Math.Clamp(question.Limit, 1, 500),
            question.Filter is { } filter ? new LeadCriteria(filter) : null);
        if (query.CursorIsForeign) return new LeadListPage([], null, CursorIsForeign: true);
        var book = await FlushAsync();
        if (question.Behind is { } behind) return await new LeadsBehind(book, readModel, GrainFactory).ReadAsync(query, behind);
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
        var standing = rows.Count == 0 ? [] : await desk.FindAsync(Workspace, [.. rows.Take(limit).Select(row => row.Breach.Id)], CancellationToken.None);
        return new BreachListPage(
            [.. rows.Take(limit).Select(row => new LeadBreach(row.Lead, row.Breach))], rows.Count > limit ? BreachPlace.Of(rows[limit - 1]).Write() : null,
            Desk: [.. standing.Select(DeskFiles.StandingOf)]);
    }

    public async Task<LeadBreach?> BreachAsync(string id)
    {
        await FlushAsync();
        if (await FindAsync(id) is { } found) return found;
        // Whoever was told of it just now finds it too.
        await FlushAsync(TimeSpan.Zero);
        return await FindAsync(id);
    }

    public async Task<RunningPage> RunningAsync(RunningQuestion question)
    {
        var after = ClockPlace.Read(question.Cursor);
        if (after is null && !string.IsNullOrEmpty(question.Cursor)) return new RunningPage([], null, CursorIsForeign: true);
        var book = await FlushAsync();
        var limit = Math.Clamp(question.Limit, 1, MostRunning);
        var clocks = new List<RunningClock>();
        for (var read = 0; read < MostRead;)
        {
            var wanted = question.AtRiskOnly ? ReadAtOnce : limit + 1;
            var rows = await readModel.ReadRunningAsync(new RunningQuery(Workspace, question.Clause, question.Owner, question.Team, wanted, after), CancellationToken.None);
            foreach (var row in rows)
            {
                var (isAtRisk, isOutsideHours, left) = ClockRisk.Of(row.Clock, book, clock.Now);
                if (question.AtRiskOnly && !isAtRisk)
                {
                    after = ClockPlace.Of(row);
                    continue;
                }

                if (clocks.Count == limit) return new RunningPage([.. clocks], after!.Write());
                clocks.Add(new RunningClock(row.Lead, row.Clock, isAtRisk, isOutsideHours, left));
                after = ClockPlace.Of(row);
            }

            if (rows.Count < wanted) return new RunningPage([.. clocks], null);
            read += rows.Count;
        }

        return new RunningPage([.. clocks], after!.Write());
    }

    private async Task<LeadBreach?> FindAsync(string id) =>
        await readModel.FindBreachAsync(Workspace, id, CancellationToken.None) is { } row ? new LeadBreach(row.Lead, row.Breach) : null;

    private async Task<AgreementBook> FlushAsync(TimeSpan? maxAge = null)
    {
        var book = await books.FindAsync(Workspace, CancellationToken.None) ?? throw new InvalidOperationException("there is no such workspace");
        await Task.WhenAll(Enumerable.Range(0, book.Workspace.Shards)
            .Select(n => GrainFactory.GetGrain<IFunnelShardGrain>(ShardId.Key(Workspace, n)).FlushAsync(maxAge ?? MaxAge)));
        return book;
    }
}
