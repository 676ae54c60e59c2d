using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

[assembly: AssemblyFixture(typeof(SharedHost))]

namespace FunnelGrains.Web.Tests.Hosting;

/// <summary>One real host for all tests that do not need one of their own; each test uses leads and keys of its own. Started by the first that asks.</summary>
public sealed class SharedHost : IAsyncDisposable
{
    private readonly Lazy<Task<HostProcess>> host = new(() => HostProcess.StartAsync());

    /// <summary>The host.</summary>
    public Task<HostProcess> HostAsync() => host.Value;

    /// <summary>A client with the administrator's key, which has every scope.</summary>
    public async Task<HttpClient> ClientAsync() => (await host.Value).CreateClient();

    /// <summary>A client with a new key of these scopes only.</summary>
    public async Task<HttpClient> ClientAsync(params string[] scopes) => (await host.Value).CreateClient(await KeyAsync(scopes));

    /// <summary>A client without a key.</summary>
    public async Task<HttpClient> StrangerAsync() => (await host.Value).CreateClient("");

    /// <summary>The text of a new key of these scopes.</summary>
    public async Task<string> KeyAsync(params string[] scopes)
    {
        using var admin = await ClientAsync();
        using var made = await admin.PostAsJsonAsync("/api/v1/keys", new { name = "test", scopes });
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("text").GetString()!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (host.IsValueCreated) await (await host.Value).DisposeAsync();
    }
}
