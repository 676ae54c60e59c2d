using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Sdk;

namespace FunnelGrains.Browser.Tests.Look;

/// <summary>A board with every part filled: leads in all stages, both teams' goals, broken promises and running clocks.</summary>
public sealed class FullBoard(Chromium chromium) : SignedInHost(chromium), IAsyncLifetime
{
    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await Client.PutGoalAsync("mqls", new() { Team = "marketing", Metric = "entered", Stage = "mql", Period = "month", Target = 1_600, Kind = "reach" });
        await Client.PutGoalAsync("revenue", new() { Team = "sales", Metric = "revenue", Currency = "BRL", Period = "month", Target = 1_800_000, Kind = "reach" });
        await Client.PutGoalAsync("wins", new() { Team = "sales", Metric = "won", Period = "month", Target = 45, Kind = "reach" });
        string[] stages = ["lead", "mql", "sal", "sql", "opportunity"];
        int[] leads = [2_480, 160, 420, 260, 140];
        List<FunnelEvent> events = [];
        foreach (var (stage, count) in stages.Zip(leads))
            for (var n = 0; n < count; n++) events.Add(Happenings.Entered($"VENDAS-{stage}-{n:0000}", stage));
        for (var n = 0; n < 37; n++) events.Add(Happenings.Won($"VENDAS-opportunity-{n:0000}", 38_450.75m));
        await PostAsync([.. events]);
    }

    /// <summary>Opens a scene when everything is there: goals counted, the first promises broken, and no longer told to the whole wall.</summary>
    internal async Task<Visit> OpenFullAsync(Screen screen, string language = "pt-BR", string query = "", string scene = "funnel")
    {
        var visit = await OpenAsync(screen, language, query, scene: scene);
        await visit.Page.Breaches().Locator("[data-lead]").First.WaitForAsync();
        await visit.Page.Locator($"main[data-scene={scene}]").WaitForAsync(new() { Timeout = 90_000 });
        if (scene == "goals") await visit.Page.Locator("[data-goal=mqls] [data-count=actual] b").Filter(new() { HasNotTextRegex = new("^0$") }).WaitForAsync();
        if (scene == "sources") await visit.Page.Locator("[data-source]").First.WaitForAsync();
        await visit.Page.EvaluateAsync("() => document.fonts.ready");
        return visit;
    }
}
