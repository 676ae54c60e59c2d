using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FunnelGrains.Sdk.Tests.Reading;

/// <summary>The client's types say all that the server's answers say: no member is lost on the way, none is there that never comes.</summary>
public sealed class ContractTests(SdkHost sdk)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    [Fact]
    public async Task Every_answer_fits_its_type_and_back()
    {
        using var client = new FunnelClient(sdk.Options);
        var lead = SdkHost.NewLead();
        var start = new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);
        await client.PostAsync([SdkHost.Captured(lead), SdkHost.Stage(lead, "mql", start)]);
        await client.PutGoalAsync("contract", new GoalDefinition { Team = "marketing", Metric = "entered", Stage = "mql", Period = "week", Target = 5, Kind = "reach" });
        await ShouldFitAsync<FunnelReport>("funnel?by=source");
        await ShouldFitAsync<LeadReport>($"leads/{lead}");
        await ShouldFitAsync<LeadPage>("leads?limit=3");
        await ShouldFitAsync<List<BreachReport>>("breaches?state=all");
        await ShouldFitAsync<List<GoalReport>>("goals");
        await ShouldFitAsync<List<ApiKey>>("keys");
        await ShouldFitAsync<AuditReport>("audit");
        await client.DeleteGoalAsync("contract");
    }

    [Fact]
    public async Task A_board_s_frame_fits_its_type_and_back()
    {
        using var client = new FunnelClient(sdk.Options);
        var lead = SdkHost.NewLead();
        await client.PutGoalAsync("frame", new GoalDefinition { Team = "marketing", Metric = "entered", Stage = "mql", Period = "week", Target = 5, Kind = "reach" });
        await client.PostAsync([SdkHost.Captured(lead), SdkHost.Stage(lead, "mql"), SdkHost.Won(SdkHost.NewLead(), 12.5m)]);
        // What a board is shown first is a whole frame; one with a breach and a goal takes a while to be there.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        BoardShown first;
        do
            first = (BoardShown)await client.FollowBoardAsync(patience.Token).FirstAsync(patience.Token);
        while (first.Frame is not { Breaches.Count: > 0, Goals.Count: > 0, Totals.Revenue.Count: > 0, NextClocks: not null });
        var whole = JsonObject.Create(first.Sent!.Payload)!;
        whole.Remove("kind").ShouldBeTrue();
        Fit<BoardFrame>(whole.ToJsonString());
        await client.DeleteGoalAsync("frame");
    }

    private async Task ShouldFitAsync<T>(string path)
    {
        using var http = sdk.Host.CreateClient();
        Fit<T>(await http.GetStringAsync(new Uri($"/api/v1/{path}", UriKind.Relative)));
    }

    private static void Fit<T>(string json)
    {
        var read = JsonSerializer.Deserialize<T>(json, Strict);
        var (back, sent) = (JsonSerializer.SerializeToNode(read, Strict)!, JsonNode.Parse(json)!);
        Same(back, sent, typeof(T).Name);
    }

    private static readonly string[] NotOnABoard = ["forecastAsOf", "backtest", "nextTarget"];

    /// <summary>Instants and numbers are compared as such, not by their digits.</summary>
    private static void Same(JsonNode? back, JsonNode? sent, string path)
    {
        switch (sent, back)
        {
            case (JsonObject s, JsonObject b):
                // A board's goals come without their past.
                foreach (var (name, value) in b.Where(member => !s.ContainsKey(member.Key)))
                    (value is JsonArray { Count: 0 } || (value is null && path.StartsWith("BoardFrame/goals/", StringComparison.Ordinal) && NotOnABoard.Contains(name)))
                        .ShouldBeTrue($"{path}/{name} never comes");
                foreach (var (name, value) in s)
                    Same(b[name], value, $"{path}/{name}");
                break;
            case (JsonArray s, JsonArray b):
                b.Count.ShouldBe(s.Count, path);
                for (var i = 0; i < s.Count; i++)
                    Same(b[i], s[i], $"{path}/{i}");
                break;
            case (JsonValue s, JsonValue b) when s.GetValueKind() == JsonValueKind.Number:
                b.GetValue<decimal>().ShouldBe(decimal.Parse(s.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture), path);
                break;
            case (JsonValue s, JsonValue b) when s.TryGetValue<DateTimeOffset>(out var instant):
                b.GetValue<DateTimeOffset>().ShouldBe(instant, path);
                break;
            default:
                (back?.ToJsonString()).ShouldBe(sent?.ToJsonString(), path);
                break;
        }
    }
}
