using System.Runtime.CompilerServices;
using FunnelGrains.Cli.Csv;
using FunnelGrains.Cli.Imports;
using FunnelGrains.Cli.Times;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Olist;

/// <summary>The two files of the Olist marketing funnel, the leads first.</summary>
internal sealed class OlistSource(string leadsPath, string dealsPath, TimeReader times) : IEventSource
{
    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leads = new CsvFile(leadsPath);
        using var deals = new CsvFile(dealsPath);
        var leadEvents = Leads(leads);
        var dealEvents = Deals(deals);
        double bytes = leads.Length + deals.Length;
        await foreach (var line in leads.ReadAsync(cancellationToken))
            foreach (var item in Items(leadsPath, line, leadEvents, line.Offset / bytes))
                yield return item;
        await foreach (var line in deals.ReadAsync(cancellationToken))
            foreach (var item in Items(dealsPath, line, dealEvents, (leads.Length + line.Offset) / bytes))
                yield return item;
    }

    private Func<CsvLine, RowEvents> Leads(CsvFile file)
    {
        var (id, date, page, origin) = (file.Column("mql_id"), file.Column("first_contact_date"), file.Column("landing_page_id"), file.Column("origin"));
        return line => Fault(line, "first_contact_date", date, ("mql_id", id)) is var (at, fault) && fault is not null
            ? new RowEvents(null, fault)
            : new RowEvents([OlistEvents.Captured(line[id], at, line[origin], line[page]), OlistEvents.Mql(line[id], at)], null);
    }

    private Func<CsvLine, RowEvents> Deals(CsvFile file)
    {
        var (id, date, salesRep) = (file.Column("mql_id"), file.Column("won_date"), file.Column("sr_id"));
        return line => Fault(line, "won_date", date, ("mql_id", id), ("sr_id", salesRep)) is var (at, fault) && fault is not null
            ? new RowEvents(null, fault)
            : new RowEvents([OlistEvents.Assigned(line[id], at, line[salesRep]), OlistEvents.Won(line[id], at)], null);
    }

    private (DateTimeOffset At, string? Fault) Fault(CsvLine line, string timeName, int time, params (string Name, int Column)[] needed)
    {
        foreach (var (name, column) in needed)
            if (line[column].Length == 0)
                return (default, $"column '{name}': is blank");
        var at = times.Read(line[time], out var reason);
        return (at ?? default, reason is null ? null : $"column '{timeName}': {reason}");
    }

    private static IEnumerable<SourceItem> Items(string path, CsvLine line, Func<CsvLine, RowEvents> events, double done)
    {
        var row = line.Fault is null ? events(line) : new RowEvents(null, line.Fault);
        return row.Events is null
            ? [new SourceItem(path, line.Line, null, row.Fault, done)]
            : row.Events.Select(e => new SourceItem(path, line.Line, e, null, done));
    }

    private readonly record struct RowEvents(FunnelEvent[]? Events, string? Fault);
}
