using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using FunnelGrains.Testing.Processes;
using Microsoft.Data.Sqlite;
using Orleans.Runtime;

namespace FunnelGrains.Host.Tests.House;

/// <summary>
/// Keys of the grains that keep a state. The ADO.NET storage takes a key that reads as a hexadecimal number for that number, so that <c>a1</c>, <c>A1</c> and <c>00a1</c>
/// would share one row: every key begins with a letter that no such number has.
/// </summary>
public sealed partial class StoredGrainKeyTests
{
    [Fact]
    public async Task No_stored_key_reads_as_a_number_and_every_kind_of_stored_grain_is_seen()
    {
        await using var host = await HostProcess.StartAsync();
        using var client = host.CreateClient();
        using var goal = await client.PutAsJsonAsync(
            new Uri("/api/v1/goals/a1", UriKind.Relative),
            new { team = "marketing", metric = "entered", stage = "mql", period = "month", target = 10, kind = "reach" }, TestContext.Current.CancellationToken);
        goal.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);

        using var meeting = await client.PostAsJsonAsync(new Uri("/api/v1/meetings", UriKind.Relative), new { kind = "weekly" }, TestContext.Current.CancellationToken);
        meeting.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Accepted);

        await SignInAndOutAsync(host);
        using var draft = new StringContent(await client.GetStringAsync(new Uri("/api/v1/agreement", UriKind.Relative), TestContext.Current.CancellationToken), new MediaTypeHeaderValue("application/json"));
        using var saved = await client.PutAsync(new Uri("/api/v1/agreement/draft", UriKind.Relative), draft, TestContext.Current.CancellationToken);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK, await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var pairing = await client.PostAsync(new Uri("/api/v1/displays/pairings", UriKind.Relative), null, TestContext.Current.CancellationToken);
        var code = (await pairing.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("code").GetString();
        using var display = await client.PostAsJsonAsync(new Uri("/api/v1/displays", UriKind.Relative), new { code, name = "Sala" }, TestContext.Current.CancellationToken);
        display.StatusCode.ShouldBe(HttpStatusCode.Created, await display.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var rows = await RowsAsync(Path.Combine(host.DataFolder, "grains.db"));
        foreach (var (kind, number, key) in rows)
        {
            number.ShouldBe(0, $"{kind} {key}");
            key.ShouldMatch("^[g-z][a-z]*/.", kind);
        }

        // A new kind of stored grain has to be written by this test too.
        StateNames().ShouldBe(rows.Select(row => row.Kind).Distinct(), ignoreOrder: true);
    }

    private static async Task SignInAndOutAsync(HostProcess host)
    {
        var token = await host.Lines.FirstAsync(line => SignInLine().Match(line) is { Success: true } match ? match.Groups[1].Value : null);
        using var browser = new HttpClient { BaseAddress = host.BaseAddress };
        using var signedIn = await browser.PostAsJsonAsync(new Uri("/api/v1/session", UriKind.Relative), new { token }, TestContext.Current.CancellationToken);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var session = await browser.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/session", UriKind.Relative), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri("/api/v1/session", UriKind.Relative));
        request.Headers.Add("X-Antiforgery", session.GetProperty("antiforgery").GetString());
        using var signedOut = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        signedOut.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static IEnumerable<string> StateNames() => Assembly.Load("FunnelGrains.Grains").GetTypes()
        .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        .SelectMany(constructor => constructor.GetParameters())
        .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName).OfType<string>();

    private static async Task<List<(string Kind, long Number, string Key)>> RowsAsync(string file)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await db.OpenAsync(TestContext.Current.CancellationToken);
        await using var ask = db.CreateCommand();
        ask.CommandText = "SELECT GrainTypeString, GrainIdN0 | GrainIdN1, GrainIdExtensionString FROM OrleansStorage";
        await using var reader = await ask.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<(string, long, string)>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) rows.Add((reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        return rows;
    }

    [GeneratedRegex(@"/signin#([0-9a-f]+)")]
    private static partial Regex SignInLine();
}
