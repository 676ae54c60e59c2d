using System.Text.Json;
using System.Text.RegularExpressions;
using FunnelGrains.Host.Tests.Telemetry;

namespace FunnelGrains.Host.Tests.Deployment;

/// <summary>Grafana's dashboard and Prometheus' alerts ask only for what a real process tells.</summary>
public sealed partial class DashboardTests(BusyHost busy)
{
    [Fact]
    public async Task Every_metric_of_the_dashboard_is_in_a_real_scrape() => await AreToldAsync(DashboardQueries());

    [Fact]
    public async Task Every_metric_of_the_alerts_is_in_a_real_scrape() => await AreToldAsync(AlertQueries());

    [Fact]
    public async Task Every_metric_of_our_own_is_on_the_dashboard()
    {
        var shown = DashboardQueries().SelectMany(query => Metric().Matches(query).Select(match => Suffix().Replace(match.Value, ""))).ToHashSet();
        var told = (await ScrapeAsync()).Names.Where(name => name.StartsWith("funnelgrains_", StringComparison.Ordinal)).ToList();
        told.Where(name => !shown.Contains(Suffix().Replace(name, ""))).ShouldBeEmpty();
    }

    [Fact]
    public void Panels_have_queries_and_lie_beside_each_other()
    {
        var panels = Panels().Where(panel => panel.GetProperty("type").GetString() != "row").ToList();
        panels.Count.ShouldBe(21);
        panels.ShouldAllBe(panel => panel.GetProperty("targets").GetArrayLength() > 0 && panel.GetProperty("datasource").GetProperty("uid").GetString() == "prometheus");
        Panels().Select(panel => panel.GetProperty("id").GetInt32()).ShouldBeUnique();
        Panels().Select(panel => (panel.GetProperty("gridPos").GetProperty("x").GetInt32(), panel.GetProperty("gridPos").GetProperty("y").GetInt32())).ShouldBeUnique();
    }

    private async Task AreToldAsync(IEnumerable<string> queries)
    {
        var scrape = await ScrapeAsync();
        var asked = queries.ToList();
        asked.SelectMany(query => Metric().Matches(query).Select(match => match.Value)).Distinct().Where(name => !scrape.Names.Contains(name)).ShouldBeEmpty();
        asked.SelectMany(query => Label().Matches(query).Select(match => match.Value)).Distinct()
            .Where(label => !label.StartsWith("job=", StringComparison.Ordinal) && !scrape.Text.Contains(label, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private async Task<Scrape> ScrapeAsync()
    {
        using var client = await busy.ClientAsync("read");
        return await Scrape.UntilAsync(client, scrape => scrape["funnelgrains_breach_lateness_seconds_count"] > 0);
    }

    private static IEnumerable<JsonElement> Panels()
    {
        var dashboard = JsonElement.Parse(DeploymentFiles.Texts()[Path.Combine("grafana", "dashboards", "funnelgrains.json")]);
        return dashboard.GetProperty("panels").EnumerateArray();
    }

    private static List<string> DashboardQueries() =>
    [
        .. Panels().Where(panel => panel.TryGetProperty("targets", out _)).SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!),
    ];

    private static List<string> AlertQueries() =>
    [
        .. DeploymentFiles.Yaml("prometheus/alerts.yml").At<List<object>>("groups").SelectMany(group => group.At<List<object>>("rules")).Select(rule => rule.At<string>("expr")),
    ];

    [GeneratedRegex(@"\b(?:funnelgrains|dotnet|orleans|http_server)_[a-z0-9_]+")]
    private static partial Regex Metric();

    [GeneratedRegex("""\b[a-z_]+="[^"$]+["]""")]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
