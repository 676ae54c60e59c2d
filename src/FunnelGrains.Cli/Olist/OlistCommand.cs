using System.CommandLine;
using System.Globalization;
using FunnelGrains.Cli.Imports;
using FunnelGrains.Cli.Times;

namespace FunnelGrains.Cli.Olist;

/// <summary><c>funnel import olist</c>.</summary>
internal static class OlistCommand
{
    private const string Description = """
        Brings the public marketing funnel of Olist in: 8,000 leads and 842 deals of a Brazilian marketplace, 2017 and 2018.

        Each lead is captured and becomes an MQL at its first contact; each deal is assigned to its sales rep and won at its date.
        The files are olist_marketing_qualified_leads_dataset.csv and olist_closed_deals_dataset.csv of the data set
        "Marketing Funnel by Olist".

        Example:
          funnel import olist --leads olist_marketing_qualified_leads_dataset.csv --deals olist_closed_deals_dataset.csv
        """;

    private static readonly Option<string> Leads = new("--leads") { Description = "The file of the marketing qualified leads.", HelpName = "FILE", Required = true };

    private static readonly Option<string> Deals = new("--deals") { Description = "The file of the closed deals.", HelpName = "FILE", Required = true };

    private static readonly Option<string> Zone = new("--zone")
    {
        Description = "The IANA zone of the dates.",
        HelpName = "ZONE",
        DefaultValueFactory = _ => "America/Sao_Paulo",
    };

    private static readonly Option<int?> Shuffle = new("--shuffle")
    {
        Description = "Send the events in a random order, the same for the same seed. The numbers do not depend on the order.",
        HelpName = "SEED",
    };

    public static Command Create(CliHost host, ServerOptions server)
    {
        var import = new ImportOptions(host, server);
        var command = new Command("olist", Description) { Leads, Deals, Zone, Shuffle };
        import.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var (leads, deals, zone) = (parsed.GetValue(Leads)!, parsed.GetValue(Deals)!, parsed.GetValue(Zone)!);
            var times = new TimeReader(Zones.Find(zone), [], CultureInfo.InvariantCulture);
            IEventSource source = new OlistSource(leads, deals, times);
            if (parsed.GetValue(Shuffle) is { } seed)
                source = new ShuffledSource(source, seed);
            return import.RunAsync(parsed, source, $"olist {zone} {parsed.GetValue(Shuffle)}", [leads, deals]);
        });
        return command;
    }
}
