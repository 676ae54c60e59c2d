using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace FunnelGrains.Web.Describing;

/// <summary>
/// <c>/docs</c>: the API to browse and to try. Scalar's program comes out of its package, so that it works without the internet; the page around it is ours, because Scalar's own has a script
/// inside, which our content policy does not run.
/// </summary>
internal static class Docs
{
    private const string Files = "/docs/scalar";

    private const string Page = $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>FunnelGrains API</title><link rel="icon" href="/favicon.svg"></head>
        <body><div id="app"></div><script src="{Files}/scalar.js"></script><script src="/docs/start.js"></script></body>
        </html>
        """;

    private const string Start = """
        Scalar.createApiReference('#app', {
          url: '/openapi/v1.json',
          theme: 'none',
          withDefaultFonts: false,
          telemetry: false,
          hideClientButton: true,
          showDeveloperTools: 'never',
          agent: { disabled: true },
          mcp: { disabled: true },
          metaData: { title: 'FunnelGrains API' },
          defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
          authentication: { preferredSecurityScheme: 'key' },
        });
        """;

    public static void MapDocs(this IEndpointRouteBuilder routes)
    {
        routes.MapScalarApiReference(Files, options => options.DisableDefaultFonts());
        routes.MapGet("/docs", () => Results.Content(Page, "text/html; charset=utf-8")).ExcludeFromDescription();
        routes.MapGet("/docs/start.js", () => Results.Content(Start, "text/javascript; charset=utf-8")).ExcludeFromDescription();
    }
}
