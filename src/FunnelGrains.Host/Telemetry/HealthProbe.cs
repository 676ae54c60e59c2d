using FunnelGrains.Host.Options;

namespace FunnelGrains.Host.Telemetry;

/// <summary><c>--health URL</c>: asks a running host, for supervisors in an image without other programs.</summary>
internal static class HealthProbe
{
    private const string Option = "--health";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether the command line asks for it, and nothing else.</summary>
    public static bool IsAskedFor(IReadOnlyList<string> arguments) => arguments is [Option, ..];

    /// <summary>Asks.</summary>
    /// <returns>The exit code: 0 when the answer is 200, else 1, with the reason on <paramref name="errors"/>.</returns>
    /// <exception cref="StartRefusedException">There is no address, or it is none.</exception>
    public static async Task<int> AskAsync(IReadOnlyList<string> arguments, TextWriter errors)
    {
        if (arguments is not [_, var text] || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new StartRefusedException("option --health needs one address and stands alone: --health http://127.0.0.1:8080/health/ready.");
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(url);
            if (answer.IsSuccessStatusCode) return 0;
            await errors.WriteLineAsync($"{url} answers {(int)answer.StatusCode}");
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException)
        {
            await errors.WriteLineAsync($"{url} does not answer: {unreachable.Message}");
        }
        return 1;
    }
}
