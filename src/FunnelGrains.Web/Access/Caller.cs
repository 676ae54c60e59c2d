using System.Security.Claims;

namespace FunnelGrains.Web.Access;

/// <summary>Who calls: the workspace he may see, what he may do, and how he is named in the journal.</summary>
internal static class Caller
{
    public const string WorkspaceClaim = "workspace";
    public const string ScopeClaim = "scope";
    public const string Read = "read", Ingest = "ingest", Display = "display", Admin = "admin";
    public const string WithoutKey = "demo";

    public static ClaimsPrincipal Of(string scheme, string name, string workspace, IEnumerable<string> scopes) => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, name), new(WorkspaceClaim, workspace), .. scopes.Select(scope => new Claim(ScopeClaim, scope))], scheme));

    /// <summary>Whether it is somebody at this machine who reads the demo without a key.</summary>
    public static bool IsWithoutKey(this ClaimsPrincipal caller) => caller.Identity?.Name == WithoutKey;

    public static string Workspace(this ClaimsPrincipal caller) => caller.FindFirstValue(WorkspaceClaim)!;

    public static string Origin(this ClaimsPrincipal caller) => caller.Identity?.Name ?? "";
}
