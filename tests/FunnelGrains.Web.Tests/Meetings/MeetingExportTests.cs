using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Meetings;

/// <summary>A workbook and a text are opened again, and hold what the API answers.</summary>
public sealed class MeetingExportTests
{
    private const string Formula = "=HYPERLINK(\"http://example.com\",\"x\")";

    [Fact]
    public async Task The_workbook_holds_the_figures_of_the_API_as_numbers_and_dates()
    {
        await using var host = await HostProcess.StartAsync();
        using var client = host.CreateClient();
        var id = await MeetingAsync(client);
        var json = (await client.AskAsync($"/api/v1/meetings/{id}")).Json;
        using var file = await client.GetAsync(new Uri($"/api/v1/meetings/{id}/export?format=xlsx&lang=en", UriKind.Relative));
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        file.Content.Headers.ContentDisposition!.FileName.ShouldBe($"{id}.xlsx");
        using var book = SpreadsheetDocument.Open(new MemoryStream(await file.Content.ReadAsByteArrayAsync()), isEditable: false);
        new OpenXmlValidator().Validate(book).Select(error => $"{error.Path?.XPath} {error.Description}").ShouldBeEmpty();
        book.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.Worksheet!.Descendants<CellFormula>()).ShouldBeEmpty();

        var goal = Sheet(book, "Goals").ShouldHaveSingleItem();
        var current = json.GetProperty("figures").GetProperty("goals")[0].GetProperty("current");
        foreach (var (column, member) in new[] { ("target", "target"), ("actual", "actual"), ("expected", "expected"), ("gap", "gap"), ("projection", "projection") })
            goal[column].ShouldBe(current.GetProperty(member) is { ValueKind: JsonValueKind.Number } number ? (object)number.GetDouble() : "", column);
        goal["from"].ShouldBe(Serial(current.GetProperty("from").GetString()!));
        var stages = json.GetProperty("figures").GetProperty("running").GetProperty("stages").EnumerateArray().ToList();
        Sheet(book, "Funnel").Where(row => (string)row["period"] == "running").Select(row => ((string)row["stage"], (double)row["entered"], (double)row["now"]))
            .ShouldBe(stages.Select(stage => (stage.GetProperty("name").GetProperty("en").GetString()!, stage.GetProperty("entered").GetDouble(), stage.GetProperty("now").GetDouble())));
        Sheet(book, "Sources").Single(row => (string)row["period"] == "running" && (string)row["source"] == Formula)["revenue BRL"].ShouldBe(10.05);
        var breach = Sheet(book, "Breaches").ShouldHaveSingleItem();
        var told = json.GetProperty("figures").GetProperty("breaches");
        (told.GetProperty("total").GetInt32(), told.GetProperty("reasons")[0].GetProperty("count").GetInt32(), told.GetProperty("listed")[0].GetProperty("resolution").GetProperty("by").GetString())
            .ShouldBe((1, 1, "carla"));
        (breach["lead"], breach["clause"], breach["resolved by"], breach["kind of reason"], breach["reason"])
            .ShouldBe(((object)"L-late", (object)"accept_mql", (object)"carla", (object)"no_capacity", (object)Formula));
        Sheet(book, "Reasons of breaches").ShouldHaveSingleItem().Values.ShouldBe(["accept_mql", "no_capacity", 1d]);
        Sheet(book, "Breaches by owner").ShouldHaveSingleItem()["breaches"].ShouldBe(1d);
        var decision = Sheet(book, "Decisions").ShouldHaveSingleItem();
        (decision["decision"], decision["due"], decision["status"]).ShouldBe(((object)Formula, (object)Serial("2026-12-04"), (object)"open"));
        Sheet(book, "Notes").ShouldHaveSingleItem()["notes"].ShouldBe("a\nb");
    }

    [Fact]
    public async Task The_text_is_read_by_programs_in_English_and_by_Excel_in_Portuguese_and_begins_no_formula()
    {
        await using var host = await HostProcess.StartAsync();
        using var client = host.CreateClient();
        var id = await MeetingAsync(client);
        var whole = await TextAsync(client, id, "lang=pt");
        whole.ShouldStartWith("\uFEFFReunião\r\ncampo;valor\r\nnome;Mine\r\n");
        whole.ShouldContain("\r\n\r\nMetas\r\n");
        whole.ShouldContain(";10,05");
        var sources = await TextAsync(client, id, "lang=en&table=sources");
        sources.Split("\r\n")[0].ShouldBe("\uFEFFperiod,source,captured,Lead,Marketing Qualified,Sales Accepted,Sales Qualified,Opportunity,Customer,won,revenue BRL");
        sources.ShouldContain("running,\"'=HYPERLINK(\"\"http://example.com\"\",\"\"x\"\")\",1,1,1,1,1,1,1,1,10.05\r\n");
        var decisions = await TextAsync(client, id, "lang=en&table=decisions");
        decisions.ShouldContain(",\"'=HYPERLINK(\"\"http://example.com\"\",\"\"x\"\")\",'@ana,2026-12-04,open,no,");
        (await TextAsync(client, id, "lang=en&table=notes")).ShouldContain("\r\n\"a\nb\",");
    }

    private static async Task<string> MeetingAsync(HttpClient client)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, "/api/v1/goals/revenue")
        {
            Content = new StringContent("""{"team":"sales","metric":"revenue","currency":"BRL","period":"month","target":1000.5,"kind":"reach"}""", Encoding.UTF8, "application/json"),
        };
        (await client.ReadAsync(put)).Status.ShouldBe(HttpStatusCode.OK);
        await MeetingEndpointsTests.WinAsync(client, JsonEncodedText.Encode(Formula).ToString());
        await BreakAsync(client);
        var id = MeetingEndpointsTests.Text((await MeetingEndpointsTests.CallAsync(client)).Json, "id");
        var terms = JsonSerializer.Serialize(new { text = Formula, owner = "@ana", due = "2026-12-04" });
        (await MeetingEndpointsTests.SendAsync(client, HttpMethod.Post, $"{id}/decisions", terms)).Status.ShouldBe(HttpStatusCode.Created);
        await MeetingEndpointsTests.SendAsync(client, HttpMethod.Put, $"{id}/notes", """{"text":"a\nb"}""");
        return id;
    }

    /// <summary>A promise that was broken within the last week, whatever day it is, and the reason for it.</summary>
    private static async Task BreakAsync(HttpClient client)
    {
        var posted = await client.PostEventsAsync(JsonSerializer.Serialize(
            new { id = "late", type = "lead.stage_changed", lead = "L-late", occurredAt = TimeProvider.System.GetUtcNow().AddDays(-6), data = new { stage = "mql" } }));
        posted.Counts.Accepted.ShouldBe(1, posted.Json.ToString());
        var breach = (await client.AskUntilAsync("/api/v1/breaches?state=all", json => json.GetArrayLength() > 0)).Json[0].GetProperty("id").GetString();
        var reason = await client.PostAsync($"/api/v1/breaches/{breach}/resolve", JsonSerializer.Serialize(new { by = "carla", reason = Formula, code = "no_capacity" }));
        ((int)reason.Status).ShouldBeInRange(200, 299, reason.Json.ToString());
    }

    private static async Task<string> TextAsync(HttpClient client, string id, string query)
    {
        using var file = await client.GetAsync(new Uri($"/api/v1/meetings/{id}/export?format=csv&{query}", UriKind.Relative));
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        return Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync());
    }

    private static List<Dictionary<string, object>> Sheet(SpreadsheetDocument book, string name)
    {
        var sheet = book.WorkbookPart!.Workbook!.Descendants<Sheet>().Single(sheet => sheet.Name == name);
        var rows = ((WorksheetPart)book.WorkbookPart.GetPartById(sheet.Id!)).Worksheet!.Descendants<Row>().Select(row => row.Elements<Cell>().Select(ValueOf).ToList()).ToList();
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(pair => (string)pair.First, pair => pair.Second))];
    }

    private static object ValueOf(Cell cell) => cell.DataType?.Value == CellValues.InlineString || cell.DataType?.Value == CellValues.String ? cell.InnerText
        : cell.CellValue is { } value ? double.Parse(value.Text, CultureInfo.InvariantCulture) : "";

    private static double Serial(string date) => DateTime.Parse(date, CultureInfo.InvariantCulture).ToOADate();
}
