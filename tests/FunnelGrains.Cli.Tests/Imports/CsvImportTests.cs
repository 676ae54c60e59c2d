using System.Text;
using System.Text.Json;
using FunnelGrains.Cli.Tests.Commands;

namespace FunnelGrains.Cli.Tests.Imports;

public sealed class CsvImportTests(SharedHost shared) : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly string prefix = $"C{Guid.NewGuid():N}"[..12];

    private string Map => "id=id,lead=contato,type==deal.won,occurredAt=quando,data.amount=valor,data.currency==BRL,personal.name=nome";

    [Fact]
    public async Task Good_rows_are_stored_and_bad_ones_named_by_line_and_column()
    {
        var file = folder.Write("deals.csv", $"""
            id,contato,quando,valor,nome
            1,{prefix}-1,02/11/2026 09:15,"1.234,50",Zé
            2,{prefix}-2,sometime,3,
            3,,02/11/2026 09:15,3,
            4,{prefix}-4,02/11/2026 09:15,abc,
            5,{prefix}-5,02/11/2026 09:15
            6,a@b.example,02/11/2026 09:15,1,
            7,{prefix}-7,03/11/2026 10:00,"10,00",
            """);
        var end = (await ImportAsync(file, "--errors", folder["bad.txt"])).ShouldEndWith(1);
        string[] faults =
        [
            $"{file}:3: column 'quando' (occurredAt): 'sometime' is not a time of the form dd/MM/yyyy HH:mm",
            $"{file}:4: column 'contato' (lead): is blank",
            $"{file}:5: column 'valor' (data.amount): 'abc' is not a number",
            $"{file}:6: the row has more or fewer fields than the header",
        ];
        end.Errors.Split('\n').Take(4).ShouldBe(faults);
        end.Errors.ShouldContain($"{file}:7: refused: /lead: ");
        end.Output.ShouldContain("2 accepted, 0 duplicates, 1 refused; 4 bad rows");
        (await File.ReadAllLinesAsync(folder["bad.txt"], TestContext.Current.CancellationToken)).Length.ShouldBe(5);
        var lead = await LeadAsync($"{prefix}-1");
        lead.GetProperty("status").GetString().ShouldBe("won");
        lead.GetProperty("personal").GetProperty("name").GetString().ShouldBe("Zé");
        var won = lead.GetProperty("timeline")[0];
        won.GetProperty("occurredAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 11, 2, 9, 15, 0, TimeSpan.FromHours(-3)));
        won.GetProperty("data").GetProperty("amount").GetDecimal().ShouldBe(1234.5m);
    }

    [Fact]
    public async Task A_repeat_adds_nothing_and_other_content_is_told()
    {
        var file = folder.Write("deals.csv", $"id,contato,quando,valor,nome\n1,{prefix}-1,02/11/2026 09:15,10,\n");
        (await ImportAsync(file)).ShouldEndWith(0).Output.ShouldContain(": 1 accepted, 0 duplicates");
        (await ImportAsync(file)).ShouldEndWith(0).Output.ShouldContain(": 0 accepted, 1 duplicate,");
        folder.Write("deals.csv", $"id,contato,quando,valor,nome\n1,{prefix}-1,02/11/2026 09:15,11,\n");
        var end = (await ImportAsync(file)).ShouldEndWith(1);
        end.Errors.ShouldContain($"{file}:2: '1' is stored already, with other content");
        end.Output.ShouldContain("1 duplicate (1 with other content)");
    }

    [Fact]
    public async Task Rows_without_an_id_are_known_by_their_content()
    {
        var file = folder.Write("leads.csv", $"lead;when\n{prefix}-1;2026-11-02T09:15:00-03:00\n{prefix}-1;2026-11-02T09:15:00-03:00\n{prefix}-2;2026-11-02T12:15:00Z\n");
        string[] line = ["import", "csv", file, "--map", "lead=lead,type==lead.captured,occurredAt=when"];
        (await FunnelProcess.RunAsync(shared.Host, line)).ShouldEndWith(0).Output.ShouldContain(": 2 accepted, 1 duplicate,");
        (await FunnelProcess.RunAsync(shared.Host, line)).ShouldEndWith(0).Output.ShouldContain(": 0 accepted, 3 duplicates,");
    }

    [Fact]
    public async Task Other_encodings_and_delimiters_are_read_or_told()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = folder.Write("leads.csv", $"lead\tsource\twhen\n{prefix}-1\tindicação\t2026-11-02\n", Encoding.GetEncoding(1252));
        string[] line = ["import", "csv", file, "--map", "lead=lead,type==lead.captured,occurredAt=when,data.source=source", "--zone", "America/Sao_Paulo", "--delimiter", "tab"];
        (await FunnelProcess.RunAsync(shared.Host, line)).ShouldEndWith(1).Errors.ShouldContain($"{file}:2: column 'source' (data.source): has bytes that are not of the file's encoding");
        (await FunnelProcess.RunAsync(shared.Host, [.. line, "--encoding", "windows-1252"])).ShouldEndWith(0);
        (await LeadAsync($"{prefix}-1")).GetProperty("attributes").GetProperty("source").GetString().ShouldBe("indicação");
    }

    [Fact]
    public async Task A_column_that_is_not_there_or_a_zone_that_is_needed_is_told()
    {
        var file = folder.Write("leads.csv", $"lead,when\n{prefix}-1,2026-11-02\n");
        (await FunnelProcess.RunAsync(shared.Host, "import", "csv", file, "--map", "lead=contact,type==lead.captured,occurredAt=when"))
            .ShouldEndWith(1).Errors.ShouldBe($"funnel: {file}: there is no column 'contact' (for lead); the columns are lead, when.\n");
        (await FunnelProcess.RunAsync(shared.Host, "import", "csv", file, "--map", "lead=lead,type==lead.captured,occurredAt=when"))
            .ShouldEndWith(2).Errors.ShouldBe("funnel: the time '2026-11-02' has no offset: give --zone, for example --zone America/Sao_Paulo.\n");
    }

    [Fact]
    public async Task A_summary_is_one_JSON_object_or_nothing_when_asked_so()
    {
        var file = folder.Write("deals.csv", $"id,contato,quando,valor,nome\n1,{prefix}-1,02/11/2026 09:15,10,\n2,,,,\n");
        var end = (await ImportAsync(file, "--json")).ShouldEndWith(1);
        var summary = JsonElement.Parse(end.Output);
        summary.GetProperty("accepted").GetInt32().ShouldBe(1);
        summary.GetProperty("badRows").GetInt32().ShouldBe(1);
        summary.GetProperty("complete").GetBoolean().ShouldBeTrue();
        var quiet = (await ImportAsync(file, "--quiet")).ShouldEndWith(1);
        quiet.Output.ShouldBeEmpty();
        quiet.Errors.TrimEnd().ShouldBe($"{file}:3: column 'contato' (lead): is blank");
    }

    public void Dispose() => folder.Dispose();

    private Task<FunnelEnd> ImportAsync(string file, params string[] more) => FunnelProcess.RunAsync(
        shared.Host, ["import", "csv", file, "--map", Map, "--zone", "America/Sao_Paulo", "--date-format", "dd/MM/yyyy HH:mm", "--culture", "pt-BR", .. more]);

    private async Task<JsonElement> LeadAsync(string id)
    {
        using var client = shared.Host.CreateClient();
        return JsonElement.Parse(await client.GetStringAsync(new Uri($"/api/v1/leads/{id}", UriKind.Relative), TestContext.Current.CancellationToken));
    }
}
