using System.Security.Claims;

namespace FunnelGrains.Web.Access;

/// <summary>Who calls: the workspace he may see, what he may do, and how he is named in the journal.</summary>
internal static class Caller
{
    public const string WorkspaceClaim = "workspace";
    public const string ScopeClaim = "scope";
    public const string SessionClaim = "session";
    private const string KeyPrefix = "key:";
    public const string Read = "read", Ingest = "ingest", Display = "display", Admin = "admin";
    public const string WithoutKey = "demo";
    public const string SignedIn = "browser";
    private const string DisplayPrefix = "display:";

    public static ClaimsPrincipal Of(string scheme, string name, string workspace, IEnumerable<string> scopes) => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, name), new(WorkspaceClaim, workspace), .. scopes.Select(scope => new Claim(ScopeClaim, scope))], scheme));

    /// <summary>A browser that signed in by the printed link: whoever has that is the administrator.</summary>
    /// <param name="scheme">How it is let in from now on.</param>
    /// <param name="workspace">What it sees.</param>
    /// <param name="session">Names the session, so that it can be ended.</param>
    public static ClaimsPrincipal Browser(string scheme, string workspace, string session)
    {
        var browser = Of(scheme, SignedIn, workspace, [Read, Display, Ingest, Admin]);
        ((ClaimsIdentity)browser.Identity!).AddClaim(new Claim(SessionClaim, session));
        return browser;
    }

    /// <summary>How the holder of a key is named.</summary>
    public static string NameOfKey(string id) => KeyPrefix + id;

    /// <summary>The id of the key that the caller came in by; null for a browser, and without a key.</summary>
    public static string? KeyId(this ClaimsPrincipal caller) =>
        caller.Origin() is var origin && origin.StartsWith(KeyPrefix, StringComparison.Ordinal) ? origin[KeyPrefix.Length..] : null;

    /// <summary>How a television is named.</summary>
    public static string NameOfDisplay(string id) => DisplayPrefix + id;

    /// <summary>The id of the television that calls; null for other callers.</summary>
    public static string? DisplayId(this ClaimsPrincipal caller) =>
        caller.Origin() is var origin && origin.StartsWith(DisplayPrefix, StringComparison.Ordinal) ? origin[DisplayPrefix.Length..] : null;

    /// <summary>What the caller may do, in the order of their names.</summary>
    public static IEnumerable<string> Scopes(this ClaimsPrincipal caller) => caller.FindAll(ScopeClaim).Select(claim => claim.Value).Order(StringComparer.Ordinal);

    /// <summary>The browser's session; null for other callers.</summary>
    public static string? Session(this ClaimsPrincipal caller) => caller.FindFirstValue(SessionClaim);

    /// <summary>Whether it is somebody at this machine who reads the demo without a key.</summary>
    public static bool IsWithoutKey(this ClaimsPrincipal caller) => caller.Identity?.Name == WithoutKey;

    public static string Workspace(this ClaimsPrincipal caller) => caller.FindFirstValue(WorkspaceClaim)!;

    public static string Origin(this ClaimsPrincipal caller) => caller.Identity?.Name ?? "";
}
