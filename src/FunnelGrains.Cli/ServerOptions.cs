using System.CommandLine;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli;

/// <summary>The options of every command: where the server is, and the key.</summary>
internal sealed class ServerOptions
{
    private const string DefaultUrl = "http://localhost:5080";
    private readonly CliHost host;

    public ServerOptions(CliHost host) => this.host = host;

    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"The server's address. [env: FUNNEL_URL] [default: {DefaultUrl}]",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> Key { get; } = new("--key")
    {
        Description = "The key; its scopes have to cover the command (ingest for import, read for tail, admin for audit). [env: FUNNEL_KEY]",
        HelpName = "KEY",
        Recursive = true,
    };

    /// <exception cref="CliException">The address or the key is of no valid form.</exception>
    public FunnelClientOptions Read(ParseResult parsed)
    {
        var url = parsed.GetValue(Url) ?? NonEmpty("FUNNEL_URL") ?? DefaultUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw CliException.OfUsage($"'{url}' is not an address; give --url as http://host:port.");
        var key = (parsed.GetValue(Key) ?? NonEmpty("FUNNEL_KEY"))?.Trim();
        if (key is not null && !FunnelClientOptions.CanBeKey(key))
            throw CliException.OfUsage("The key has characters that a key never has.");
        return new FunnelClientOptions { BaseAddress = address, Key = key, Time = host.Time };
    }

    private string? NonEmpty(string name) => host.Environment(name) is { Length: > 0 } value ? value : null;
}
