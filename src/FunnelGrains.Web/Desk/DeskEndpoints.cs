using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Desk;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FunnelGrains.Web.Desk;

/// <summary><c>/api/v1/breaches/{id}</c>: a breach with what was done about it; who may read and send events may do something too.</summary>
internal static class DeskEndpoints
{
    private const int LongestId = 100;
    private const int LongestBody = 65_536;

    public static void MapDesk(this IEndpointRouteBuilder api)
    {
        api.MapGet("/breaches/{id}", ReadAsync).RequireAuthorization(Caller.Read)
            .Describe("Breaches", "readBreach", "A broken promise, whole", "With who took it, notes, resolution and history. One that late evidence took back says so in `rescinded`, and stays here while something was done about it.")
            .Answers<DeskBreachBody>(200, DeskExamples.Breach).Problems(404, 503);
        Map<TakeBody>(
            api, "take", DeskDeedKind.Taken, "takeBreach", "Take it", "Says who sees to it. Of two who do so at once one is told of the other. Also taken: what is yours already.",
            "Ana takes it", """{"by":"ana"}""");
        Map<ReleaseBody>(
            api, "release", DeskDeedKind.Released, "releaseBreach", "Give it back", "What somebody else has taken is released with `force` alone; it is kept who did.",
            "Ana cannot see to it", """{"by":"ana"}""");
        Map<NoteBody>(
            api, "note", DeskDeedKind.Noted, "noteBreach", "Write something down", "Also on one that is resolved or rescinded. No personal data of the lead belongs here.",
            "A note", """{"by":"ana","text":"Called twice, no answer; next try at 16:00.","id":"note-1"}""");
        Map<ResolveBody>(
            api, "resolve", DeskDeedKind.Resolved, "resolveBreach", "Resolve it",
            "Says why it was late and what came of it. It changes no count: the promise stays broken, and open until the event comes that it waits for. What somebody else has taken is released first.",
            "The reason", """{"by":"ana","reason":"Nobody was on duty on the holiday.","code":"no_capacity"}""");
    }

    private static void Map<T>(IEndpointRouteBuilder api, string path, DeskDeedKind kind, string name, string summary, string about, string example, string body) =>
        api.MapPost($"/breaches/{{id}}/{path}", (string id, HttpContext context, IGrainFactory grains) => DoAsync(id, kind, context, grains)).RequireAuthorization(Caller.Read, Caller.Ingest)
            .Describe("Breaches", name, summary, $"{about} The answer is the breach since. Safe to repeat. 409 says what it stands against, and whose it is.")
            .Takes<T>(JsonBody.MediaType, example, body)
            .Answers<DeskBreachBody>(200, DeskExamples.Breach).Problems(400, 404, 409, 413, 415, 422, 503);

    private static async Task<IResult> ReadAsync(string id, HttpContext context, IGrainFactory grains) =>
        IsId(id) && await Desk(context, grains).ReadAsync(id) is { } breach ? Json(breach) : NotFound();

    private static async Task<IResult> DoAsync(string id, DeskDeedKind kind, HttpContext context, IGrainFactory grains)
    {
        if (!IsId(id)) return NotFound();
        var errors = new List<FieldError>();
        DeskOrder order;
        if (HasNoBody(context.Request))
        {
            order = DeskOrderReader.Read(kind, null, context.User.Origin(), errors);
        }
        else
        {
            var (json, refusal) = await JsonBody.ReadAsync(context, LongestBody);
            if (refusal is not null) return refusal;
            using (json) order = DeskOrderReader.Read(kind, json!.RootElement, context.User.Origin(), errors);
        }

        if (errors.Count > 0) return Problem.Fields(StatusCodes.Status422UnprocessableEntity, "this cannot be done", errors);
        var answer = await Desk(context, grains).DoAsync(id, order);
        return answer.Outcome switch
        {
            DeskOutcome.Done => Json(answer.Breach!),
            DeskOutcome.Unknown => NotFound(),
            DeskOutcome.Conflict => Problem.Of(StatusCodes.Status409Conflict, answer.Detail),
            _ => throw new InvalidOperationException($"an outcome that is not known: {answer.Outcome}"),
        };
    }

    private static bool HasNoBody(HttpRequest request) => request.ContentType is null && request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0;

    private static IBreachDeskGrain Desk(HttpContext context, IGrainFactory grains) => grains.GetGrain<IBreachDeskGrain>(context.User.Workspace());

    /// <summary>Whether it could be one: nobody is asked about anything else.</summary>
    private static bool IsId(string id) => id.Length is > 3 and <= LongestId && id.StartsWith("br_", StringComparison.Ordinal) && id.AsSpan(3).IndexOfAnyExceptInRange('0', 'z') < 0;

    private static IResult Json(DeskBreach breach) => Results.Json(DeskBreachBody.Of(breach), WireJson.Options);

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "there is no such breach");
}
