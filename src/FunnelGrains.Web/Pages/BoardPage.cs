using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace FunnelGrains.Web.Pages;

/// <summary>The page's files, which the build puts beside the program.</summary>
internal static class BoardPage
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>The parts of the application: all addresses under them are its own (<c>Board/src/app/pages.ts</c>).</summary>
    private static readonly string[] Rooms = ["leads", "breaches", "goals", "agreement", "meetings", "integrations", "settings"];

    public static void UseBoardPage(this WebApplication app)
    {
        if (!Directory.Exists(Folder)) return;
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Folder),
            // Vite names assets by their content: they never change. Everything else is asked for again.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    public static void MapBoardPage(this WebApplication app)
    {
        foreach (var path in new[] { "/", "/board", "/board/{display}", "/signin" }) app.MapGet(path, Index).ExcludeFromDescription();
        foreach (var room in Rooms) app.MapGet($"/{room}/{{**page}}", Index).ExcludeFromDescription();
    }

    private static IResult Index(HttpContext context)
    {
        var index = Path.Combine(Folder, "index.html");
        context.Response.Headers.CacheControl = "no-cache";
        return File.Exists(index) ? Results.File(index, "text/html; charset=utf-8")
            : Problem.Of(StatusCodes.Status404NotFound, "this server was built without its page (-p:BuildBoard=false)");
    }
}
