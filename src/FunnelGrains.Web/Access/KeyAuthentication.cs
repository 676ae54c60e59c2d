using System.Collections.Frozen;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Web.Displays;
using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunnelGrains.Web.Access;

/// <summary>
/// Lets in by <c>Authorization: Bearer</c>, else by the signed-in browser's cookie, else by a television's, else, for reading the demo on this very machine, without any.
/// </summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, KnownAccess known,
    IOptions<AccessOptions> access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "key";

    /// <summary>How a television's identity is told from a key's: it has a cookie.</summary>
    public const string DisplayName = "display";

    private const string Bearer = "Bearer ";
    private static readonly string[] ForwardingPrefixes = ["X-Forwarded", "X-Original-"];
    private static readonly FrozenSet<string> Forwarding = FrozenSet.ToFrozenSet(
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP"],
        StringComparer.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return await ByKeyAsync(header[Bearer.Length..].Trim());
        var cookie = await Context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (cookie.Succeeded) return Success(cookie.Principal);
        if (await ByDisplayAsync() is { } display) return Success(display);
        return access.Value.OpenWorkspace is { } open && IsThisMachine(Context)
            ? Success(Caller.Of(Name, Caller.WithoutKey, open, [Caller.Read, Caller.Display]))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(StatusCodes.Status401Unauthorized, "a valid key is needed: Authorization: Bearer fg_…, or a signed-in browser").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Of(StatusCodes.Status403Forbidden, "the key's scopes do not cover this").ExecuteAsync(Context);

    private async Task<AuthenticateResult> ByKeyAsync(string text)
    {
        if (KeyText.Read(text) is not { } presented) return AuthenticateResult.Fail("not a key");
        return await known.FindKeyAsync(presented.Id) is { } kept && presented.Matches(kept)
            ? Success(Caller.Of(Name, Caller.NameOfKey(kept.Id), kept.Workspace, kept.Scopes))
            : AuthenticateResult.Fail("unknown key");
    }

    private async Task<ClaimsPrincipal?> ByDisplayAsync() =>
        DisplayCookie.Read(Request) is var (id, secret) && await known.FindDisplayAsync(id) is { } display && display.Opens(secret)
            ? Caller.Of(DisplayName, Caller.NameOfDisplay(id), display.Workspace, [Caller.Display]) : null;

    private static AuthenticateResult Success(ClaimsPrincipal caller) => AuthenticateResult.Success(new AuthenticationTicket(caller, Name));

    /// <summary>Only what cannot come from elsewhere: a loopback connection, to a loopback name, that no proxy forwarded.</summary>
    private static bool IsThisMachine(HttpContext context) =>
        context.Connection is { RemoteIpAddress: { } remote, LocalIpAddress: { } local } && IPAddress.IsLoopback(remote) && IPAddress.IsLoopback(local)
        && (context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]")
        && !context.Request.Headers.Keys.Any(IsOfAProxy);

    private static bool IsOfAProxy(string header) =>
        Forwarding.Contains(header) || ForwardingPrefixes.Any(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
