using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cli.Tests.Olist;

/// <summary>The answers of a host's read endpoints, without the members that may depend on when and in which order events came.</summary>
internal sealed class ReadAnswers(HostProcess host) : IDisposable
{
    private static readonly string[] Aside = ["announcedAt", "receivedAt", "version", "epoch", "rescinded"];
    private readonly HttpClient client = host.CreateClient();

    /// <summary>The answer's status, and its body with its members in their order.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var answer = await client.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{path}: {(int)answer.StatusCode} {(answer.IsSuccessStatusCode ? Without(JsonNode.Parse(text)!).ToJsonString() : "")}";
    }

    /// <summary>All pages of a list of leads.</summary>
    public async Task<List<JsonElement>> LeadsAsync(string query)
    {
        var leads = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await JsonAsync($"leads?limit=500&{query}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            leads.AddRange(page.GetProperty("leads").EnumerateArray());
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
        return leads;
    }

    /// <summary>Breaches in full, asked week by week: an answer has at most 1,000 of them.</summary>
    public async Task<List<JsonElement>> BreachesAsync(string state, DateOnly from, DateOnly to)
    {
        var breaches = new List<JsonElement>();
        for (var day = from; day <= to; day = day.AddDays(7))
        {
            var week = await JsonAsync(string.Create(CultureInfo.InvariantCulture, $"breaches?state={state}&from={day:yyyy-MM-dd}&to={day.AddDays(6):yyyy-MM-dd}"));
            week.GetArrayLength().ShouldBeLessThan(1_000);
            breaches.AddRange(week.EnumerateArray());
        }
        return breaches;
    }

    public async Task<JsonElement> JsonAsync(string path) =>
        JsonElement.Parse(await client.GetStringAsync(new Uri($"/api/v1/{path}", UriKind.Relative), TestContext.Current.CancellationToken));

    /// <summary>An element's text without the members that are set aside.</summary>
    public static string Text(JsonElement element) => Without(JsonNode.Parse(element.GetRawText())!).ToJsonString();

    public void Dispose() => client.Dispose();

    private static JsonNode Without(JsonNode node)
    {
        if (node is JsonObject o)
        {
            foreach (var name in Aside)
                o.Remove(name);
            foreach (var (_, value) in o)
                if (value is not null)
                    Without(value);
        }
        else if (node is JsonArray array)
        {
            foreach (var item in array)
                if (item is not null)
                    Without(item);
        }
        return node;
    }
}
