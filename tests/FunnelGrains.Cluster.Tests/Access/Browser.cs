using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Access;

/// <summary>A browser that goes from one web node to another, as behind a proxy: its cookies go to all of them.</summary>
internal sealed partial class Browser : IDisposable
{
    private static readonly Uri Session = new("/api/v1/session", UriKind.Relative);
    private readonly HttpClient http;

    public Browser() => http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies });

    /// <summary>Its cookies.</summary>
    public CookieContainer Cookies { get; private init; } = new();

    /// <summary>What the link that a web node printed at its start has after #.</summary>
    public static Task<string> LinkOf(HostNode web) =>
        web.Lines!.FirstAsync(line => SignInLine().Match(line) is { Success: true } match ? match.Groups[1].Value : null);

    /// <summary>Another one that has a copy of its cookies.</summary>
    public Browser Copy(HostNode web)
    {
        var copy = new Browser();
        copy.Cookies.Add(Cookies.GetCookies(web.Address));
        return copy;
    }

    /// <summary>Exchanges a link's token for the cookie.</summary>
    public async Task<HttpStatusCode> SignInAsync(HostNode at, string token)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(at.Address, Session), new { token }, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Signs out with the antiforgery token that a node gave, maybe another one.</summary>
    public async Task<HttpStatusCode> SignOutAsync(HostNode at, HostNode tokenOf)
    {
        var session = await http.GetFromJsonAsync<JsonElement>(new Uri(tokenOf.Address, Session), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(at.Address, Session));
        request.Headers.Add("X-Antiforgery", session.GetProperty("antiforgery").GetString());
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Reads something that needs a signed-in browser.</summary>
    public async Task<HttpStatusCode> ReadAsync(HostNode at)
    {
        using var answer = await http.GetAsync(new Uri(at.Address, "/api/v1/funnel"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex(@"/signin#([0-9a-f]+)")]
    private static partial Regex SignInLine();
}
