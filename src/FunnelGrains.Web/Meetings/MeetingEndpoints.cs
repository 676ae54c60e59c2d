using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Meetings;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Meetings.Export;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Reading;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FunnelGrains.Web.Meetings;

/// <summary><c>/api/v1/meetings</c>: who reads sees them, an administrator calls one and writes down what was decided.</summary>
internal static class MeetingEndpoints
{
    private const int LongestBody = 131_072;
    private const int MostListed = 1_000;
    private static readonly string[] Kinds = ["weekly", "monthly"];

    public static void MapMeetings(this IEndpointRouteBuilder api)
    {
        api.MapGet("/meetings", ListAsync).RequireAuthorization(Caller.Read)
            .Describe("Meetings", "listMeetings", "The meetings there were", "The latest first; those of the agreement's rhythms make themselves.")
            .Query("kind", "Only of this kind.", null, Kinds)
            .Query("from", "First day, in the workspace's zone.", "2026-11-01").Query("to", "Last day, inclusive.", "2026-11-30")
            .Query("limit", "1 to 1,000; 100 without.", "100")
            .Answers<MeetingBody[]>(200, $"[{MeetingExamples.Entry}]").Problems(400, 503);
        api.MapGet("/meetings/{id}", ReadAsync).RequireAuthorization(Caller.Read)
            .Describe("Meetings", "readMeeting", "A meeting, whole", "Its figures are frozen as of its instant; decisions, also those carried over from earlier meetings of its kind, are as they are now.")
            .Answers<MeetingDetailBody>(200, MeetingExamples.Detail).Problems(404, 503);
        api.MapPost("/meetings", CallAsync).RequireAuthorization(Caller.Admin)
            .Describe("Meetings", "callMeeting", "Call a meeting now", "Its figures are as of now. 202 with `state` `due` where they take longer than two seconds: read it again.")
            .Takes<MeetingOrderBody>(JsonBody.MediaType, "One more weekly meeting", """{"kind":"weekly","name":"Before the holidays"}""")
            .Answers<MeetingDetailBody>(201, MeetingExamples.Detail).Answers<MeetingBody>(202, MeetingExamples.Entry).Problems(400, 409, 413, 415, 422, 503);
        api.MapPost("/meetings/{id}/decisions", DecideAsync).RequireAuthorization(Caller.Admin)
            .Describe("Meetings", "addDecision", "Write a decision down", "While it is open, each later meeting of the kind carries it over. A meeting has at most 200.")
            .Takes<DecisionTermsBody>(JsonBody.MediaType, "A decision", MeetingExamples.Terms)
            .Answers<DecisionBody>(201, MeetingExamples.Decision).Problems(400, 404, 409, 413, 415, 422, 503);
        api.MapPut("/meetings/{id}/decisions/{decision}", ChangeAsync).RequireAuthorization(Caller.Admin)
            .Describe("Meetings", "changeDecision", "Change a decision", "At the meeting that made it. What is absent is taken away.")
            .Takes<DecisionTermsBody>(JsonBody.MediaType, "It is done", MeetingExamples.DoneTerms)
            .Answers<DecisionBody>(200, MeetingExamples.Decision).Problems(400, 404, 413, 415, 422, 503);
        api.MapPut("/meetings/{id}/notes", NoteAsync).RequireAuthorization(Caller.Admin)
            .Describe("Meetings", "putMeetingNotes", "Replace a meeting's notes", "An empty text takes them away.")
            .Takes<NotesTextBody>(JsonBody.MediaType, "Notes", """{"text":"Ana shows the new form in December."}""")
            .Produces(204).Problems(400, 404, 413, 415, 422, 503);
        api.MapMeetingExport();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains, AgreementCache agreements)
    {
        var query = new QueryReader(context.Request.Query, ["kind", "from", "to", "limit"]);
        var kind = query.OneOf<MeetingKind>("kind", Kinds);
        var (from, to) = (query.Date("from"), query.Date("to"));
        var limit = query.Number("limit", 100, 1, MostListed);
        if (query.Problem is { } problem) return problem;
        if (await agreements.FindAsync(context.User.Workspace()) is not { } book) return Problem.Of(StatusCodes.Status404NotFound, "there is no such workspace");
        var meetings = await Book(context, grains).ListAsync(new MeetingQuestion(
            kind, from is { } first ? book.Zone.AtStartOfDay(first).ToInstant() : null, to is { } last ? book.Zone.AtStartOfDay(last.PlusDays(1)).ToInstant() : null, limit));
        return Json(meetings.Select(MeetingBody.Of));
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext context, IGrainFactory grains)
    {
        if (await FindAsync(id, context, grains) is not { } entry) return NotFound();
        return Json(await Meeting(context, grains, id).ReadAsync() is { } reading ? MeetingDetailBody.Of(reading) : MeetingDetailBody.Without(entry));
    }

    private static async Task<IResult> CallAsync(HttpContext context, IGrainFactory grains)
    {
        var (json, refusal) = await JsonBody.ReadAsync(context, LongestBody);
        if (refusal is not null) return refusal;
        var errors = new List<FieldError>();
        (MeetingKind Kind, string? Name) order;
        using (json) order = MeetingOrderBody.Read(json!.RootElement, errors);
        if (errors.Count > 0) return Refused("the meeting cannot be called", errors);
        if (await Book(context, grains).CallAsync(order.Kind, order.Name, context.User.Origin()) is not { } entry)
            return Problem.Of(StatusCodes.Status409Conflict, "as many meetings as may be were called within a day");
        await Book(context, grains).WaitForAsync(entry.Id);
        context.Response.Headers.Location = $"/api/v1/meetings/{entry.Id}";
        return await Meeting(context, grains, entry.Id).ReadAsync() is { } reading
            ? Json(MeetingDetailBody.Of(reading), StatusCodes.Status201Created) : Json(MeetingBody.Of(entry), StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> DecideAsync(string id, HttpContext context, IGrainFactory grains)
    {
        if (await FindAsync(id, context, grains) is not { } entry) return NotFound();
        var (terms, refusal) = await TermsAsync(context);
        if (refusal is not null) return refusal;
        return await Meeting(context, grains, id).DecideAsync(terms!, context.User.Origin()) is { } decision
            ? Json(DecisionBody.Of(decision), StatusCodes.Status201Created)
            : Problem.Of(StatusCodes.Status409Conflict, entry.Standing == MeetingStanding.Made ? "the meeting has as many decisions as it may have" : "the meeting has no figures");
    }

    private static async Task<IResult> ChangeAsync(string id, string decision, HttpContext context, IGrainFactory grains)
    {
        if (await FindAsync(id, context, grains) is null) return NotFound();
        var (terms, refusal) = await TermsAsync(context);
        if (refusal is not null) return refusal;
        return await Meeting(context, grains, id).ChangeAsync(decision, terms!, context.User.Origin()) is { } changed
            ? Json(DecisionBody.Of(changed)) : Problem.Of(StatusCodes.Status404NotFound, "this meeting made no such decision");
    }

    private static async Task<IResult> NoteAsync(string id, HttpContext context, IGrainFactory grains)
    {
        if (await FindAsync(id, context, grains) is null) return NotFound();
        var (json, refusal) = await JsonBody.ReadAsync(context, LongestBody);
        if (refusal is not null) return refusal;
        var errors = new List<FieldError>();
        string text;
        using (json) text = NotesTextBody.Read(json!.RootElement, errors);
        if (errors.Count > 0) return Refused("the notes cannot be taken", errors);
        return await Meeting(context, grains, id).NoteAsync(text, context.User.Origin()) ? Results.NoContent() : NotFound();
    }

    private static async Task<(DecisionTerms? Terms, IResult? Refusal)> TermsAsync(HttpContext context)
    {
        var (json, refusal) = await JsonBody.ReadAsync(context, LongestBody);
        if (refusal is not null) return (null, refusal);
        var errors = new List<FieldError>();
        DecisionTerms terms;
        using (json) terms = DecisionTermsBody.Read(json!.RootElement, errors);
        return errors.Count > 0 ? (null, Refused("the decision cannot be taken", errors)) : (terms, null);
    }

    /// <summary>A meeting of the caller's workspace; grains of other names are not even asked.</summary>
    internal static async Task<MeetingEntry?> FindAsync(string id, HttpContext context, IGrainFactory grains) => await Book(context, grains).FindAsync(id);

    internal static IMeetingGrain Meeting(HttpContext context, IGrainFactory grains, string id) => grains.GetGrain<IMeetingGrain>(MeetingKey.Of(context.User.Workspace(), id));

    internal static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "there is no such meeting");

    private static IMeetingBookGrain Book(HttpContext context, IGrainFactory grains) => grains.GetGrain<IMeetingBookGrain>(MeetingKey.Book(context.User.Workspace()));

    private static IResult Json<T>(T body, int status = StatusCodes.Status200OK) => Results.Json(body, WireJson.Options, statusCode: status);

    private static IResult Refused(string what, List<FieldError> errors) => Problem.Fields(StatusCodes.Status422UnprocessableEntity, what, errors);
}
