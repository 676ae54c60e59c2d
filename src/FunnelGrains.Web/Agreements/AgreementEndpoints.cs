using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace FunnelGrains.Web.Agreements;

/// <summary><c>/api/v1/agreement</c>: what the two teams agreed, for who reads; drafting, signing and publishing for administrators.</summary>
internal static class AgreementEndpoints
{
    private const string Tag = "Agreement";

    public static void MapAgreement(this IEndpointRouteBuilder api)
    {
        api.MapGet("/agreement", InForceAsync).RequireAuthorization(Caller.Read)
            .Describe(Tag, "readAgreement", "The agreement in force", "The document by which events of now are folded.")
            .Answers<AgreementBody>(200, AgreementExamples.InForce).Problems(404);
        api.MapGet("/agreement/versions", VersionsAsync).RequireAuthorization(Caller.Read)
            .Describe(Tag, "listAgreementVersions", "All versions", "The newest first, each with who signed and published it, and what it changed.")
            .Answers<VersionBody[]>(200, AgreementExamples.Versions);
        api.MapGet("/agreement/history", HistoryAsync).RequireAuthorization(Caller.Read)
            .Describe(Tag, "readAgreementHistory", "What was done to the agreement", "The latest 1,000 deeds, the latest first.")
            .Answers<DeedBody[]>(200, AgreementExamples.History);
        api.MapGet("/agreement/draft", DraftAsync).RequireAuthorization(Caller.Read)
            .Describe(Tag, "readDraft", "The draft", "Its `ETag` is what `If-Match` takes.")
            .Answers<DraftBody>(200, AgreementExamples.Draft).Problems(404);
        api.MapGet("/agreement/draft/compare", CompareAsync).RequireAuthorization(Caller.Read)
            .Describe(Tag, "compareDraft", "What the draft changes", "By meaning, against the version in force; an empty array when both mean the same.")
            .Answers<ChangeBody[]>(200, AgreementExamples.Changes).Problems(404);
        api.MapDraft();
    }

    private static async Task<IResult> InForceAsync(HttpContext context, IGrainFactory grains)
    {
        if (await Grain(context, grains).InForceAsync() is not { } version) return NoWorkspace();
        return Results.Text(AgreementJson.Write(version.Agreement), JsonBody.MediaType, System.Text.Encoding.UTF8);
    }

    private static async Task<IResult> VersionsAsync(HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var versions = await Grain(context, grains).VersionsAsync();
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return Results.Json(versions.Select(version => AgreementBodies.Of(version, versions, now)), WireJson.Options);
    }

    private static async Task<IResult> HistoryAsync(HttpContext context, IGrainFactory grains) =>
        Results.Json((await Grain(context, grains).HistoryAsync()).Select(AgreementBodies.Of), WireJson.Options);

    private static async Task<IResult> DraftAsync(HttpContext context, IGrainFactory grains)
    {
        if (await Grain(context, grains).DraftAsync() is not { } draft) return DraftEndpoints.NoDraft();
        context.Response.Headers.ETag = DraftEndpoints.TagOf(draft);
        return Results.Json(AgreementBodies.Of(draft), WireJson.Options);
    }

    private static async Task<IResult> CompareAsync(HttpContext context, IGrainFactory grains) =>
        await Grain(context, grains).CompareAsync() is { } changes ? Results.Json(changes.Select(AgreementBodies.Of), WireJson.Options) : DraftEndpoints.NoDraft();

    /// <summary>The caller's own.</summary>
    public static IAgreementGrain Grain(HttpContext context, IGrainFactory grains) => grains.GetGrain<IAgreementGrain>(AgreementKey.Of(context.User.Workspace()));

    private static IResult NoWorkspace() => Problem.Of(StatusCodes.Status404NotFound, "there is no such workspace");
}
