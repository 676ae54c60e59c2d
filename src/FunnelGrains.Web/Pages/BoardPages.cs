using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace FunnelGrains.Web.Pages;

/// <summary>The page: one document for all its addresses, and the files it is made of.</summary>
public static class BoardPages
{
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private static readonly string[] Addresses = ["/", "/sign-in", "/signin", "/board/{display?}"];

    /// <summary>Where the build puts the page: beside the program, wherever that is started from.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Serves the page's files; needs to come before routing decides. Does nothing in a program that was built without the page.</summary>
    public static IApplicationBuilder UseBoardFiles(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return Directory.Exists(Folder)
            ? app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Folder), OnPrepareResponse = Keep })
            : app;
    }

    /// <summary>Maps the page's addresses. Anybody may load it: it shows nothing that the hub and the API do not let it have.</summary>
    public static WebApplication MapBoardPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        foreach (var address in Addresses)
        {
            app.MapGet(address, Page).AllowAnonymous().ExcludeFromDescription();
        }
        return app;
    }

    internal static Results<PhysicalFileHttpResult, NotFound<string>> Page(HttpContext http)
    {
        var document = Path.Combine(Folder, "index.html");
        if (!File.Exists(document))
        {
            return TypedResults.NotFound("This program was built without its page (BuildBoard=false).");
        }
        var headers = http.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.PhysicalFile(document, "text/html; charset=utf-8", lastModified: File.GetLastWriteTimeUtc(document));
    }

    /// <summary>Files under assets carry a hash of their content in their name: they never change.</summary>
    private static void Keep(StaticFileResponseContext response)
    {
        var headers = response.Context.Response.Headers;
        var isHashed = response.Context.Request.Path.StartsWithSegments("/assets");
        headers.CacheControl = isHashed ? "public, max-age=31536000, immutable" : "no-cache";
        headers.XContentTypeOptions = "nosniff";
    }
}
