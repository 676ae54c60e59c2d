using FunnelGrains.Abstractions.Notices;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Reading;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FunnelGrains.Web.Notices;

/// <summary><c>/api/v1/webhooks</c>: who is told what happens. Who reads sees them, an administrator sets them.</summary>
internal static class NoticeEndpoints
{
    private const int LongestId = 100;
    private const int LongestBody = 65_536;
    private const int MostListed = 1_000;

    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        api.MapGet("/webhooks", ListAsync).RequireAuthorization(Caller.Read)
            .Describe("Webhooks", "listWebhooks", "Who is told what happens", "By id; without secrets.")
            .Answers<EndpointBody[]>(200, $"[{NoticeExamples.Endpoint}]").Problems(503);
        api.MapGet("/webhooks/{id}", ReadAsync).RequireAuthorization(Caller.Read)
            .Describe("Webhooks", "readWebhook", "One of them", "With how it is: active, failing or paused, what waits and what is dead.")
            .Answers<EndpointBody>(200, NoticeExamples.Endpoint).Problems(404, 503);
        api.MapPut("/webhooks/{id}", PutAsync).RequireAuthorization(Caller.Admin)
            .Describe("Webhooks", "putWebhook", "Make or change one", NoticeExamples.About)
            .Takes<EndpointSettingsBody>(JsonBody.MediaType, "Broken promises of Sales to a program", NoticeExamples.Settings)
            .Answers<EndpointBody>(200, NoticeExamples.Endpoint).Answers<EndpointBody>(201, NoticeExamples.NewEndpoint).Problems(400, 413, 415, 422, 503);
        api.MapDelete("/webhooks/{id}", DeleteAsync).RequireAuthorization(Caller.Admin)
            .Describe("Webhooks", "deleteWebhook", "Delete one", "With its messages, also those that wait.")
            .Produces(204).Problems(404, 503);
        api.MapPost("/webhooks/{id}/pause", (string id, HttpContext context, IGrainFactory grains) => PauseAsync(id, context, grains, true)).RequireAuthorization(Caller.Admin)
            .Describe("Webhooks", "pauseWebhook", "Pause one", "Nothing is sent to it; messages wait.")
            .Answers<EndpointBody>(200, NoticeExamples.Endpoint).Problems(404, 503);
        api.MapPost("/webhooks/{id}/resume", (string id, HttpContext context, IGrainFactory grains) => PauseAsync(id, context, grains, false)).RequireAuthorization(Caller.Admin)
            .Describe("Webhooks", "resumeWebhook", "Resume one", "Also one that the server paused. What waits is sent.")
            .Answers<EndpointBody>(200, NoticeExamples.Endpoint).Problems(404, 503);
        api.MapPost("/webhooks/{id}/secret", RotateAsync).RequireAuthorization(Caller.Admin)
            .Describe("Webhooks", "rotateWebhookSecret", "Give a webhook a new secret", "The answer is the only place that shows it. For 24 hours messages are signed with the one before too.")
            .Answers<SecretBody>(200, """{"secret":"whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"}""").Problems(404, 503);
        api.MapPost("/webhooks/{id}/test", TestAsync).RequireAuthorization(Caller.Admin)
            .Describe("Webhooks", "testWebhook", "Send a test message", "Of type `test`, whatever types it takes; `attempts` shows what became of it.")
            .Answers<MessageBody>(202, """{"message":"msg_5d8f0a1b2c3d4e5f60718293"}""").Problems(404, 503);
        api.MapGet("/webhooks/{id}/attempts", AttemptsAsync).RequireAuthorization(Caller.Read)
            .Describe("Webhooks", "listWebhookAttempts", "What was tried", "The latest first; the last 1,000 are kept.")
            .Query("before", "Where to go on: the smallest `number` of the page before.").Query("limit", "1 to 1,000; 100 without.", "100")
            .Answers<AttemptBody[]>(200, NoticeExamples.Attempts).Problems(400, 404, 503);
        api.MapGet("/webhooks/{id}/dead", DeadAsync).RequireAuthorization(Caller.Read)
            .Describe("Webhooks", "listDeadMessages", "Messages that are tried no more", "By id; kept for 30 days.")
            .Query("after", "Where to go on: the last `message` of the page before.").Query("limit", "1 to 1,000; 100 without.", "100")
            .Answers<DeadBody[]>(200, NoticeExamples.Dead).Problems(400, 404, 503);
        api.MapPost("/webhooks/{id}/dead/replay", (string id, HttpContext context, IGrainFactory grains) => ReplayAsync(id, null, context, grains)).RequireAuthorization(Caller.Admin)
            .Describe("Webhooks", "replayDeadMessages", "Try all dead messages again", "As if they were new, with the ids that they had.")
            .Answers<ReplayBody>(200, """{"replayed":12}""").Problems(404, 503);
        api.MapPost("/webhooks/{id}/dead/{message}/replay", (string id, string message, HttpContext context, IGrainFactory grains) => ReplayAsync(id, message, context, grains))
            .RequireAuthorization(Caller.Admin)
            .Describe("Webhooks", "replayDeadMessage", "Try a dead message again", "As if it were new, with its id.")
            .Answers<ReplayBody>(200, """{"replayed":1}""").Problems(404, 503);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains) => Json((await Notifier(context, grains).AllAsync()).Select(one => EndpointBody.Of(one)));

    private static async Task<IResult> ReadAsync(string id, HttpContext context, IGrainFactory grains) =>
        await Notifier(context, grains).ReadAsync(id) is { } endpoint ? Json(EndpointBody.Of(endpoint)) : NotFound();

    private static async Task<IResult> PutAsync(string id, HttpContext context, IGrainFactory grains)
    {
        if (!IsId(id)) return Problem.Field(StatusCodes.Status422UnprocessableEntity, "id", $"has 1 to {LongestId} characters of a-z, 0-9, _ and -");
        var (json, refusal) = await JsonBody.ReadAsync(context, LongestBody);
        if (refusal is not null) return refusal;
        var errors = new List<FieldError>();
        EndpointSettings settings;
        using (json) settings = EndpointSettingsBody.Read(json!.RootElement, errors);
        if (errors.Count > 0) return Refused(errors);
        var put = await Notifier(context, grains).PutAsync(id, settings);
        if (put.Endpoint is not { } endpoint) return Refused(put.Errors.Chunk(2).Select(error => new FieldError(error[0], error[1])));
        context.Response.Headers.CacheControl = "no-store";
        return Json(EndpointBody.Of(endpoint, put.Secret), put.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, IGrainFactory grains) =>
        await Notifier(context, grains).DeleteAsync(id) ? Results.NoContent() : NotFound();

    private static async Task<IResult> PauseAsync(string id, HttpContext context, IGrainFactory grains, bool paused) =>
        await Notifier(context, grains).PauseAsync(id, paused) is { } endpoint ? Json(EndpointBody.Of(endpoint)) : NotFound();

    private static async Task<IResult> RotateAsync(string id, HttpContext context, IGrainFactory grains)
    {
        if (await Notifier(context, grains).RotateAsync(id) is not { } secret) return Problem.Of(StatusCodes.Status404NotFound, "there is no such endpoint of kind webhook");
        context.Response.Headers.CacheControl = "no-store";
        return Json(new SecretBody(secret));
    }

    private static async Task<IResult> TestAsync(string id, HttpContext context, IGrainFactory grains) =>
        await Notifier(context, grains).TestAsync(id) is { } message ? Json(new MessageBody(message), StatusCodes.Status202Accepted) : NotFound();

    private static async Task<IResult> AttemptsAsync(string id, HttpContext context, IGrainFactory grains)
    {
        var query = new QueryReader(context.Request.Query, ["before", "limit"]);
        var (before, limit) = (query.Number("before", 0, 1, int.MaxValue), query.Number("limit", 100, 1, MostListed));
        if (query.Problem is { } problem) return problem;
        return await Notifier(context, grains).AttemptsAsync(id, before == 0 ? null : before, limit) is { } attempts ? Json(attempts.Select(AttemptBody.Of)) : NotFound();
    }

    private static async Task<IResult> DeadAsync(string id, HttpContext context, IGrainFactory grains)
    {
        var query = new QueryReader(context.Request.Query, ["after", "limit"]);
        var limit = query.Number("limit", 100, 1, MostListed);
        if (query.Problem is { } problem) return problem;
        return await Notifier(context, grains).DeadAsync(id, query.Text("after"), limit) is { } dead ? Json(dead.Select(DeadBody.Of)) : NotFound();
    }

    private static async Task<IResult> ReplayAsync(string id, string? message, HttpContext context, IGrainFactory grains) => await Notifier(context, grains).ReplayAsync(id, message) switch
    {
        null => NotFound(),
        0 when message is not null => Problem.Of(StatusCodes.Status404NotFound, "there is no such dead message"),
        { } replayed => Json(new ReplayBody(replayed)),
    };

    private static INotifierGrain Notifier(HttpContext context, IGrainFactory grains) => grains.GetGrain<INotifierGrain>(context.User.Workspace());

    private static bool IsId(string id) =>
        id.Length is >= 1 and <= LongestId && id.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-');

    private static IResult Json<T>(T body, int status = StatusCodes.Status200OK) => Results.Json(body, WireJson.Options, statusCode: status);

    private static IResult Refused(IEnumerable<FieldError> errors) => Problem.Fields(StatusCodes.Status422UnprocessableEntity, "the endpoint cannot be set", errors);

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "there is no such endpoint");
}
