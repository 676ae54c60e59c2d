using FunnelGrains.Abstractions.Displays;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Displays;

/// <summary>The cookie of a television: its id and its secret. It opens boards until the display is revoked, however long that is.</summary>
internal static class DisplayCookie
{
    /// <summary>Its name.</summary>
    public const string Name = "funnelgrains-display";

    private const int Longest = 200;

    /// <summary>As long as browsers keep one; every look at the session gives it anew.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(400);

    /// <summary>What a request carries; null for none, and for what can be none.</summary>
    public static (string Id, string Secret)? Read(HttpRequest request)
    {
        if (request.Cookies[Name] is not { Length: <= Longest } text) return null;
        var parts = text.Split('.');
        return parts.Length == 2 && Display.IsId(parts[0]) ? (parts[0], parts[1]) : null;
    }

    /// <summary>Gives it, or gives it anew.</summary>
    public static void Write(HttpContext context, string id, string secret) => context.Response.Cookies.Append(Name, $"{id}.{secret}", Options(context, Life));

    /// <summary>Takes it away.</summary>
    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = life,
        IsEssential = true,
    };
}
