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
    private static readonly string[] Rooms = ["leads", "breaches", "goals", "plan", "agreement", "meetings", "integrations", "settings"];

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
        // The wall has a page of its own, built for the engines of televisions.
        foreach (var path in new[] { "/board", "/board/{display}" }) app.MapGet(path, (HttpContext context) => Page(context, "wall.html")).ExcludeFromDescription();
        foreach (var path in new[] { "/", "/signin" }) app.MapGet(path, Application).ExcludeFromDescription();
        foreach (var room in Rooms) app.MapGet($"/{room}/{{**page}}", Application).ExcludeFromDescription();
    }

    private static IResult Application(HttpContext context) => Page(context, "index.html");

    private static IResult Page(HttpContext context, string file)
    {
        var page = Path.Combine(Folder, file);
        context.Response.Headers.CacheControl = "no-cache";
        return File.Exists(page) ? Results.File(page, "text/html; charset=utf-8")
            : Problem.Of(StatusCodes.Status404NotFound, "this server was built without its page (-p:BuildBoard=false)");
    }
}
