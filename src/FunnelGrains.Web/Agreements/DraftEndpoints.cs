using System.Globalization;
using System.Text.Json;
using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Ingest;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace FunnelGrains.Web.Agreements;

/// <summary>What changes the agreement: a draft is written, looked at, signed by both teams and published.</summary>
internal static class DraftEndpoints
{
    private const string Tag = "Agreement";
    private const int LongestHash = 64;

    /// <summary>What a publication without an instant takes: a minute, and the time that the request is on its way.</summary>
    private static readonly Duration Soon = AgreementRules.Notice + Duration.FromSeconds(5);

    public static void MapDraft(this IEndpointRouteBuilder api)
    {
        api.MapPut("/agreement/draft", PutAsync).RequireAuthorization(Caller.Admin)
            .Describe(Tag, "putDraft", "Create or replace the draft", "The whole document. Where there is a draft, `If-Match` names the one that is replaced; a text that differs voids its signatures.")
            .Header("If-Match", "The `ETag` of the draft that was read; absent when there is none yet.", "\"7\"")
            .Takes<AgreementBody>(JsonBody.MediaType, "Sales asks for eight hours instead of four", AgreementExamples.Document)
            .Answers<DraftBody>(200, AgreementExamples.Draft).Problems(400, 412, 413, 415, 422);
        api.MapDelete("/agreement/draft", DeleteAsync).RequireAuthorization(Caller.Admin)
            .Describe(Tag, "deleteDraft", "Throw the draft away", "`If-Match` names which.")
            .Header("If-Match", "The `ETag` of the draft that was read.", "\"7\"").Produces(204).Problems(404, 412);
        api.MapPost("/agreement/draft/preview", PreviewAsync).RequireAuthorization(Caller.Admin)
            .Describe(Tag, "previewDraft", "What the draft would do to open clocks", "Asks every shard, beside the events: how many clocks move, fall due at another instant, or are past due at once. Nothing is changed.")
            .Takes<PreviewRequest>(JsonBody.MediaType, "If it took the open clocks too", """{"scope":"open_clocks"}""")
            .Answers<PreviewBody>(200, AgreementExamples.Preview).Problems(400, 404, 413, 415, 422);
        api.MapPost("/agreement/draft/sign", SignAsync).RequireAuthorization(Caller.Admin)
            .Describe(Tag, "signDraft", "Sign the draft for a team", "`hash` is that of the text that was read: another text is not signed.")
            .Takes<SignRequest>(JsonBody.MediaType, "Marketing signs", AgreementExamples.Sign("marketing"))
            .Takes<SignRequest>(JsonBody.MediaType, "Sales signs", AgreementExamples.Sign("sales"))
            .Answers<DraftBody>(200, AgreementExamples.Draft).Problems(400, 404, 412, 413, 415, 422);
        api.MapPost("/agreement/draft/publish", PublishAsync).RequireAuthorization(Caller.Admin)
            .Describe(Tag, "publishDraft", "Publish the draft", "All teams have signed it. It takes force at least a minute later, for events that occur from then on, and is never withdrawn: a version that takes force no later takes its place.")
            .Takes<PublishRequest>(JsonBody.MediaType, "As soon as can be", AgreementExamples.Publish)
            .Answers<VersionBody>(200, AgreementExamples.Version).Problems(400, 404, 409, 412, 413, 415, 422);
    }

    public static IResult NoDraft() => Problem.Of(StatusCodes.Status404NotFound, "there is no draft");

    public static string TagOf(AgreementDraft draft) => string.Create(CultureInfo.InvariantCulture, $"\"{draft.Revision}\"");

    private static async Task<IResult> PutAsync(HttpContext context, IGrainFactory grains)
    {
        if (!TryMatch(context, out var revision)) return Stale("If-Match is not the ETag of a draft");
        var (json, refusal) = await JsonBody.ReadAsync(context);
        if (refusal is not null) return refusal;
        var errors = new List<FieldError>();
        Agreement? agreement;
        using (json) agreement = AgreementReader.Read(json!.RootElement, errors);
        if (agreement is null) return Problem.Fields(StatusCodes.Status422UnprocessableEntity, "the agreement cannot be taken like this", errors);
        return Answer(context, await AgreementEndpoints.Grain(context, grains).SaveDraftAsync(agreement, revision, By(context)));
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, IGrainFactory grains)
    {
        if (!TryMatch(context, out var revision) || revision is not { } seen) return Stale("say with If-Match which draft is thrown away");
        var answer = await AgreementEndpoints.Grain(context, grains).DiscardDraftAsync(seen, By(context));
        return answer.Outcome == AgreementOutcome.Done ? Results.NoContent() : Answer(context, answer);
    }

    private static async Task<IResult> PreviewAsync(HttpContext context, IGrainFactory grains)
    {
        var (json, refusal) = await JsonBody.ReadAsync(context, longest: 10_000);
        if (refusal is not null) return refusal;
        var errors = new List<FieldError>();
        (Instant? From, AgreementScope? Scope) asked;
        using (json)
        {
            var fields = FieldsOf(json!.RootElement, errors, "inForceFrom", "scope");
            asked = (InstantOf(fields, errors), ScopeOf(fields, errors));
        }

        if (errors.Count > 0) return Problem.Fields(StatusCodes.Status422UnprocessableEntity, "this cannot be previewed", errors);
        return await AgreementEndpoints.Grain(context, grains).PreviewAsync(asked.From, asked.Scope) is { } preview ? Results.Json(AgreementBodies.Of(preview), WireJson.Options) : NoDraft();
    }

    private static async Task<IResult> SignAsync(HttpContext context, IGrainFactory grains)
    {
        var (json, refusal) = await JsonBody.ReadAsync(context, longest: 10_000);
        if (refusal is not null) return refusal;
        var errors = new List<FieldError>();
        (string? Team, string? Hash) signed;
        using (json)
        {
            var fields = FieldsOf(json!.RootElement, errors, "team", "hash");
            signed = (fields.Text("team", required: true, longest: 60), fields.Text("hash", required: true, longest: LongestHash));
        }

        if (errors.Count > 0) return Problem.Fields(StatusCodes.Status422UnprocessableEntity, "this is no signature", errors);
        return Answer(context, await AgreementEndpoints.Grain(context, grains).SignAsync(signed.Team!, signed.Hash!, By(context)));
    }

    private static async Task<IResult> PublishAsync(HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var (json, refusal) = await JsonBody.ReadAsync(context, longest: 10_000);
        if (refusal is not null) return refusal;
        var errors = new List<FieldError>();
        (string? Hash, Instant? From) asked;
        using (json)
        {
            var fields = FieldsOf(json!.RootElement, errors, "hash", "inForceFrom");
            asked = (fields.Text("hash", required: true, longest: LongestHash), InstantOf(fields, errors));
        }

        if (errors.Count > 0) return Problem.Fields(StatusCodes.Status422UnprocessableEntity, "the draft cannot be published like this", errors);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var answer = await AgreementEndpoints.Grain(context, grains).PublishAsync(asked.From ?? now + Soon, asked.Hash!, By(context));
        return answer is { Outcome: AgreementOutcome.Done, Published: { } published } ? Results.Json(AgreementBodies.Of(published, [published], now), WireJson.Options) : Answer(context, answer);
    }

    private static IResult Answer(HttpContext context, AgreementAnswer answer)
    {
        if (answer.Draft is { } draft) context.Response.Headers.ETag = TagOf(draft);
        return answer.Outcome switch
        {
            AgreementOutcome.Done => Results.Json(AgreementBodies.Of(answer.Draft!), WireJson.Options),
            AgreementOutcome.NoDraft => Problem.Of(StatusCodes.Status404NotFound, answer.Detail),
            AgreementOutcome.Stale => Stale(answer.Detail),
            AgreementOutcome.Conflict => Problem.Of(StatusCodes.Status409Conflict, answer.Detail),
            _ => Problem.Fields(StatusCodes.Status422UnprocessableEntity, answer.Detail, answer.Errors.Select(error => new FieldError(error.Pointer, error.Message))),
        };
    }

    private static IResult Stale(string why) => Problem.Of(StatusCodes.Status412PreconditionFailed, why);

    private static string By(HttpContext context) => context.User.Session() is { } session ? $"session:{session}" : context.User.Origin();

    /// <summary>The revision that <c>If-Match</c> names; null without the header.</summary>
    private static bool TryMatch(HttpContext context, out long? revision)
    {
        revision = null;
        if (context.Request.Headers.IfMatch.ToString() is not { Length: > 0 } text) return true;
        if (!long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        revision = number;
        return true;
    }

    private static EventFields FieldsOf(JsonElement json, List<FieldError> errors, params string[] members)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "must be a JSON object"));
            return new EventFields(JsonElement.Parse("{}"), "", []);
        }

        foreach (var member in json.EnumerateObject())
            if (!members.Contains(member.Name, StringComparer.Ordinal)) errors.Add(new FieldError(FieldError.Below("", member.Name), "is not known here"));
        return new EventFields(json, "", errors);
    }

    private static Instant? InstantOf(EventFields fields, List<FieldError> errors)
    {
        if (!fields.Has("inForceFrom") || fields.Text("inForceFrom", longest: 60) is not { } text) return null;
        if (SentTime.Read(text) is { } instant) return instant;
        errors.Add(new FieldError("/inForceFrom", SentTime.Expected));
        return null;
    }

    private static AgreementScope? ScopeOf(EventFields fields, List<FieldError> errors)
    {
        switch (fields.Text("scope", longest: 60))
        {
            case null: return null;
            case "new_clocks": return AgreementScope.NewClocks;
            case "open_clocks": return AgreementScope.OpenClocks;
            default:
                errors.Add(new FieldError("/scope", "is not one of new_clocks, open_clocks"));
                return null;
        }
    }
}
