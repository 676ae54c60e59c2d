using System.Net;
using System.Text;
using System.Text.Json;

namespace FunnelGrains.Web.Tests.Hosting;

/// <summary>An answer, read.</summary>
/// <param name="Status">Its status.</param>
/// <param name="MediaType">Of its body.</param>
/// <param name="Json">Its body; undefined when it is no JSON.</param>
/// <param name="Message">The rest.</param>
public sealed record Answer(HttpStatusCode Status, string? MediaType, JsonElement Json, HttpResponseMessage Message)
{
    /// <summary>What is wrong by pointer, of a problem document or of the first result.</summary>
    public JsonElement Errors => Json.TryGetProperty("errors", out var errors) ? errors : Json.GetProperty("results")[0].GetProperty("errors");

    /// <summary>The pointers of what is wrong.</summary>
    public IEnumerable<string> Pointers => Errors.EnumerateObject().Select(error => error.Name);

    /// <summary>What became of each event that is told of.</summary>
    public IEnumerable<string> Statuses => Json.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("status").GetString()!);

    /// <summary>How many of each.</summary>
    public (int Accepted, int Duplicates, int Refused) Counts => (
        Json.GetProperty("accepted").GetInt32(), Json.GetProperty("duplicates").GetInt32(), Json.GetProperty("refused").GetInt32());

    /// <summary>A problem document of the status, whole.</summary>
    public void ShouldBeProblem(HttpStatusCode status)
    {
        Status.ShouldBe(status, Json.ToString());
        MediaType.ShouldBe("application/problem+json");
        Json.GetProperty("status").GetInt32().ShouldBe((int)status);
        foreach (var member in new[] { "type", "title", "detail" }) Json.GetProperty(member).GetString().ShouldNotBeNullOrWhiteSpace();
    }
}

/// <summary>Sending and reading, in a line.</summary>
public static class Answers
{
    /// <summary>Posts a body to an address.</summary>
    public static Task<Answer> PostAsync(this HttpClient client, string path, string body, string type = "application/json") =>
        client.PostAsync(path, Encoding.UTF8.GetBytes(body), type);

    /// <summary>Posts octets to an address.</summary>
    public static async Task<Answer> PostAsync(this HttpClient client, string path, byte[] body, string? type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        return await client.ReadAsync(request);
    }

    /// <summary>Posts events.</summary>
    public static Task<Answer> PostEventsAsync(this HttpClient client, string body, string type = "application/json", params (string Name, string Value)[] headers) =>
        client.PostAsync("/api/v1/events", Encoding.UTF8.GetBytes(body), type, headers);

    /// <summary>Gets an address.</summary>
    public static async Task<Answer> AskAsync(this HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await client.ReadAsync(request);
    }

    /// <summary>Sends a request and reads the answer.</summary>
    public static async Task<Answer> ReadAsync(this HttpClient client, HttpRequestMessage request)
    {
        using var answer = await client.SendAsync(request);
        var octets = await answer.Content.ReadAsByteArrayAsync();
        var type = answer.Content.Headers.ContentType?.MediaType;
        return new Answer(answer.StatusCode, type, type?.EndsWith("json", StringComparison.Ordinal) == true ? JsonElement.Parse(octets) : default, answer);
    }

    /// <summary>A lead's timeline: its events' ids in their order; empty when the lead is unknown.</summary>
    public static async Task<IReadOnlyList<string>> TimelineAsync(this HttpClient client, string lead)
    {
        var answer = await client.AskAsync($"/api/v1/leads/{Uri.EscapeDataString(lead)}");
        return answer.Status == HttpStatusCode.NotFound ? []
            : [.. answer.Json.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!)];
    }

    /// <summary>An id for a lead that no other test has.</summary>
    public static string NewLead() => $"L-{Guid.NewGuid():N}";
}
