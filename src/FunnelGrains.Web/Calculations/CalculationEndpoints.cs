using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace FunnelGrains.Web.Calculations;

/// <summary><c>POST /api/v1/calculate/due</c> and <c>/worked</c>: a clause's arithmetic on any calendar.</summary>
internal static class CalculationEndpoints
{
    public static void MapCalculations(this IEndpointRouteBuilder api)
    {
        api.MapPost("/calculate/due", (Delegate)((HttpContext context) => AnswerAsync(context, DueOf))).RequireAuthorization(Caller.Read).ChangesNothing()
            .Describe("Calculations", "calculateDue", "When a promise falls due", "A clause's arithmetic on any calendar: start plus target, in open time, pauses not counted.")
            .Takes<CalculationRequest>(JsonBody.MediaType, "Nine business hours", CalculationExamples.Due)
            .Answers<DueBody>(200, """{"due":"2026-11-16T15:00:00Z"}""").Problems(400, 413, 415, 422);
        api.MapPost("/calculate/worked", (Delegate)((HttpContext context) => AnswerAsync(context, WorkedOf))).RequireAuthorization(Caller.Read).ChangesNothing()
            .Describe("Calculations", "calculateWorked", "The open time between two instants", "In seconds, without the open part of pauses.")
            .Takes<CalculationRequest>(JsonBody.MediaType, "From Monday morning to Tuesday noon", CalculationExamples.Worked)
            .Answers<WorkedBody>(200, """{"seconds":36000}""").Problems(400, 413, 415, 422);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Func<CalculationBody, List<FieldError>, object?> calculate)
    {
        var (json, refusal) = await JsonBody.ReadAsync(context);
        using (json) return refusal ?? Answer(json!.RootElement, calculate);
    }

    private static IResult Answer(JsonElement body, Func<CalculationBody, List<FieldError>, object?> calculate)
    {
        var errors = new List<FieldError>();
        var answer = CalculationBody.Read(body, errors) is { } read ? calculate(read, errors) : null;
        return answer is not null && errors.Count == 0
            ? Results.Json(answer, WireJson.Options)
            : Problem.Fields(StatusCodes.Status422UnprocessableEntity, "cannot be calculated", errors);
    }

    private static object? DueOf(CalculationBody body, List<FieldError> errors)
    {
        if (body.Target is null && body.TargetSeconds is null) errors.Add(new FieldError("/target", "is required, or targetSeconds"));
        if (errors.Count > 0) return null;
        var calendar = new BusinessCalendar(body.Calendar);
        var due = body.Target is { } target
            ? target.DueFrom(body.Start, calendar, body.Pauses)
            : calendar.Due(body.Start, Duration.FromSeconds(body.TargetSeconds!.Value), body.Pauses);
        if (due is { } at) return new DueBody(at);
        errors.Add(new FieldError("", "the target does not fit within two years of the start"));
        return null;
    }

    private static object? WorkedOf(CalculationBody body, List<FieldError> errors)
    {
        if (body.End is not { } end) errors.Add(new FieldError("/end", "is required"));
        else return new WorkedBody(new BusinessCalendar(body.Calendar).Worked(body.Start, end, body.Pauses).TotalSeconds);
        return null;
    }
}
