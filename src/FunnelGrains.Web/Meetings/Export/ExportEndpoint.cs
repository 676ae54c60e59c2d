using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FunnelGrains.Web.Meetings.Export;

/// <summary><c>GET /api/v1/meetings/{id}/export</c>.</summary>
internal static class ExportEndpoint
{
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";
    private static readonly string[] Formats = ["xlsx", "csv"];
    private static readonly string[] Languages = ["pt", "en"];

    public static void MapMeetingExport(this IEndpointRouteBuilder api) =>
        api.MapGet("/meetings/{id}/export", ExportAsync).RequireAuthorization(Caller.Read)
            .Describe("Meetings", "exportMeeting", "A meeting for Excel", "Its figures, decisions and notes as tables, with times in the workspace's zone. A workbook has a sheet for each; a text has them below each other, or the one asked for.")
            .Query("format", "`xlsx` for a workbook, which is the default, or `csv`.", null, Formats)
            .Query("lang", "Of its words; in `pt`, the default, a text parts fields by semicolons and decimals by a comma.", null, Languages)
            .Query("table", "Only this table; all without.", null, [.. MeetingTables.Keys])
            .AnswersFile((Excel, "a workbook"), ("text/csv", MeetingExamples.Decisions)).Problems(400, 404, 409, 503);

    private static async Task<IResult> ExportAsync(string id, HttpContext context, IGrainFactory grains, AgreementCache agreements)
    {
        var query = new QueryReader(context.Request.Query, ["format", "lang", "table"]);
        var (format, words) = (query.OneOf("format", Formats), new ExportLanguage(query.OneOf("lang", Languages) == "pt"));
        var key = query.Text("table");
        if (key is not null && !MeetingTables.Keys.Contains(key, StringComparer.Ordinal)) query.Refuse("table", $"must be one of {string.Join(", ", MeetingTables.Keys)}");
        if (query.Problem is { } problem) return problem;
        if (await MeetingEndpoints.FindAsync(id, context, grains) is null || await agreements.FindAsync(context.User.Workspace()) is not { } book) return MeetingEndpoints.NotFound();
        if (await MeetingEndpoints.Meeting(context, grains, id).ReadAsync() is not { } reading) return Problem.Of(StatusCodes.Status409Conflict, "the meeting has no figures");
        var tables = MeetingTables.Of(reading, words, book.Zone).Where(table => key is null || table.Key == key).ToList();
        var name = $"{id}{(key is null ? "" : $"-{key}")}.{format}";
        return format == "csv"
            ? Results.Bytes(CsvTables.Write(tables, words), Csv, name)
            : Results.Bytes(await ExcelTables.WriteAsync(tables, words, context.RequestAborted), Excel, name);
    }
}
