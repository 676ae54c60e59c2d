using FunnelGrains.Web.Access;
using FunnelGrains.Web.Admission;
using FunnelGrains.Web.Agreements;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Calculations;
using FunnelGrains.Web.Calendars;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Desk;
using FunnelGrains.Web.Displays;
using FunnelGrains.Web.Goals;
using FunnelGrains.Web.Health;
using FunnelGrains.Web.Ingest;
using FunnelGrains.Web.Keys;
using FunnelGrains.Web.Live;
using FunnelGrains.Web.Meetings;
using FunnelGrains.Web.Notices;
using FunnelGrains.Web.Pages;
using FunnelGrains.Web.Planning;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Reading;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FunnelGrains.Web;

/// <summary>The web: HTTP endpoints, live boards, pages.</summary>
public static class FunnelGrainsWeb
{
    /// <summary>The policy of endpoints that need a key of scope <c>read</c>.</summary>
    public const string Readers = Caller.Read;

    /// <summary>The policy of endpoints that need a key of scope <c>admin</c>.</summary>
    public const string Administrators = Caller.Admin;

    /// <summary>Adds what the web needs; grains are reached through the <see cref="IGrainFactory"/> of the container.</summary>
    public static IServiceCollection AddFunnelGrainsWeb(this IServiceCollection services)
    {
        // Without it a compressed body that ends in the middle looks whole, and its rest is lost without a word.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
        services.AddOptions<AccessOptions>();
        services.AddOptions<HealthOptions>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problem.Complete);
        services.AddExceptionHandler<Outage>();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = BrowserGuard.Header;
            antiforgery.FormFieldName = BrowserGuard.Header;
            antiforgery.Cookie.Name = "funnelgrains-antiforgery";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddRequestDecompression();
        services.AddOptions<AdmissionOptions>();
        services.AddSingleton<KeyRates>();
        services.AddSingleton<RetryBudget>();
        services.AddSingleton<BodyBudget>();
        services.AddSingleton<AgreementCache>();
        services.AddSingleton<KnownAccess>();
        services.AddSingleton<PairingRates>();
        services.AddSingleton<LiveAccess>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveAccess>());
        services.AddSingleton<BoardFeeds>();
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        services.AddSignalR().AddJsonProtocol(json => WireJson.Configure(json.PayloadSerializerOptions));
        services.AddAuthentication(KeyAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "funnelgrains";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
                cookie.SlidingExpiration = true;
                cookie.Events.OnValidatePrincipal = SessionEndpoints.CheckAsync;
            });
        var policies = services.AddAuthorizationBuilder();
        foreach (var scope in new[] { Caller.Read, Caller.Ingest, Caller.Admin })
            policies.AddPolicy(scope, policy => policy.RequireClaim(Caller.ScopeClaim, scope));
        policies.AddPolicy(Caller.Display, policy => policy.RequireClaim(Caller.ScopeClaim, Caller.Display, Caller.Read));
        services.AddApiDescription();
        return services;
    }

    /// <summary>Maps the health endpoints alone, and lets keys in: of a node that has grains and no web.</summary>
    public static void MapFunnelGrainsHealth(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(SecurityHeaders.AddAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
    }

    /// <summary>Maps everything.</summary>
    public static void MapFunnelGrainsWeb(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(SecurityHeaders.AddAsync);
        app.UseBoardPage();
        app.UseRequestDecompression();
        app.UseWhen(static context => context.Request.Path.StartsWithSegments("/hubs"), static hubs => hubs.Use(SameOrigin.GuardAsync));
        app.UseAuthentication();
        app.Use(BrowserGuard.GuardAsync);
        app.UseAuthorization();
        app.MapHealth();
        app.MapApiDescription();
        var api = app.MapGroup("/api/v1");
        api.MapEvents();
        api.MapFunnel();
        api.MapTrends();
        api.MapLists();
        api.MapDesk();
        api.MapAtRisk();
        api.MapCalculations();
        api.MapPlans();
        api.MapHolidays();
        api.MapGoals();
        api.MapNotices();
        api.MapMeetings();
        api.MapAgreement();
        api.MapKeys();
        api.MapPairings();
        api.MapDisplays();
        api.MapSession();
        app.MapHub<BoardHub>("/hubs/board", hub => hub.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets);
        app.MapBoardPage();
    }
}
