using System.Collections.Concurrent;
using System.Text;
using FunnelGrains.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FunnelGrains.Host.Tests.Telemetry;

/// <summary>Takes what is exported by OTLP over HTTP, as it comes: protocol buffers, whose texts can be read in them.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> texts = new();
    private readonly WebApplication application;

    private Collector(int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.OriginalString);
        application = builder.Build();
        application.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            texts.AddOrUpdate(context.Request.Path, _ => Encoding.UTF8.GetString(body.ToArray()), (_, before) => before + Encoding.UTF8.GetString(body.ToArray()));
        });
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What came for a signal, such as <c>traces</c>; empty for nothing.</summary>
    public string Of(string signal) => texts.GetValueOrDefault($"/v1/{signal}", "");

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector(FreePort.Next());
        await collector.application.StartAsync();
        return collector;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => application.DisposeAsync();
}
