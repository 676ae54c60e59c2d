using System.Text.Json;
using FunnelGrains.Cli.Tests.Commands;

namespace FunnelGrains.Cli.Tests.Imports;

public sealed class NdjsonImportTests(SharedHost shared) : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly string lead = $"N{Guid.NewGuid():N}"[..12];

    private string Lines => $$$"""
        {"id":"1","type":"lead.captured","lead":"{{{lead}}}","occurredAt":"2026-11-02T09:15:00-03:00"}

        {"id":"2","type":"lead.captured","lead":
        [1]
        {"id":"3","type":"lead.nope","lead":"{{{lead}}}","occurredAt":"2026-11-02T09:15:00-03:00"}
        {"id":"4","type":"lead.stage_changed","lead":"{{{lead}}}","occurredAt":"2026-11-02T09:16:00-03:00","data":{"stage":"nowhere"}}
        {"type":"lead.captured","lead":"{{{lead}}}"}
        {"id":"5","type":"lead.captured","lead":"{{{lead}}}","occurredAt":"2026-11-02T09:15:00"}
        {"id":"6","type":"lead.stage_changed","lead":"{{{lead}}}","occurredAt":"2026-11-02T09:16:00-03:00","data":{"stage":"mql"}}
        """;

    [Fact]
    public async Task Bad_lines_are_named_and_good_ones_stored()
    {
        var file = folder.Write("events.ndjson", Lines);
        var end = (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", file)).ShouldEndWith(1);
        Says(end, file);
        end.Output.ShouldContain("4 events in ");
        end.Output.ShouldContain(": 2 accepted, 0 duplicates, 2 refused; 4 bad rows.");
        (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", file)).ShouldEndWith(1).Output.ShouldContain(": 0 accepted, 2 duplicates, 2 refused");
    }

    [Theory]
    [InlineData("2026-11-02")]
    [InlineData("11/02/2026 09:15 -03:00")]
    [InlineData("2026-11-02 09:15:00-03:00")]
    [InlineData("2026-11-02T09:15:00")]
    [InlineData("9999-12-31T23:59:59-03:00")]
    [InlineData("-9998-01-01T00:00:00+01:00")]
    public async Task A_time_of_another_form_is_not_guessed_at(string time)
    {
        var file = folder.Write("events.ndjson", $$"""
            {"id":"1","type":"lead.captured","lead":"{{lead}}","occurredAt":"{{time}}"}
            {"id":"2","type":"lead.captured","lead":"{{lead}}","occurredAt":"2026-11-02T09:15:00.5-03:00"}
            """);
        var end = (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", file)).ShouldEndWith(1);
        end.Errors.ShouldBe($"{file}:1: occurredAt is not an ISO 8601 time with an offset, such as 2026-11-02T09:15:00-03:00\n");
        end.Output.ShouldContain(": 1 accepted,");
    }

    [Fact]
    public async Task An_offset_that_only_the_server_knows_is_the_same_instant()
    {
        var file = folder.Write("events.ndjson", $$"""{"id":"1","type":"lead.captured","lead":"{{lead}}","occurredAt":"2026-11-02T09:15:00+17:00"}""");
        (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", file)).ShouldEndWith(0);
        using var client = shared.Host.CreateClient();
        var read = JsonElement.Parse(await client.GetStringAsync(new Uri($"/api/v1/leads/{lead}", UriKind.Relative), TestContext.Current.CancellationToken));
        read.GetProperty("timeline")[0].GetProperty("occurredAt").GetString().ShouldBe("2026-11-01T16:15:00Z");
    }

    [Fact]
    public async Task The_standard_input_is_read_alike()
    {
        await using var funnel = FunnelProcess.Start(shared.Host, "import", "ndjson", "-");
        await funnel.Input.WriteAsync(Lines);
        funnel.Input.Close();
        Says((await funnel.EndAsync()).ShouldEndWith(1), "stdin");
    }

    [Fact]
    public async Task A_line_that_is_too_long_does_not_take_its_neighbours_along()
    {
        var file = folder.Write("events.ndjson", $$$"""
            {"id":"1","type":"lead.captured","lead":"{{{lead}}}","occurredAt":"2026-11-02T09:15:00-03:00"}
            {"id":"2","type":"lead.captured","lead":"{{{new string('x', 300_000)}}}"}
            {"id":"3","type":"lead.touched","lead":"{{{lead}}}","occurredAt":"2026-11-02T09:15:00-03:00","data":{"channel":"call"}}
            """);
        var end = (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", file)).ShouldEndWith(1);
        end.Errors.TrimEnd().ShouldBe($"{file}:2: is longer than 64 KB");
        end.Output.ShouldContain(": 2 accepted,");
    }

    public void Dispose() => folder.Dispose();

    private static void Says(FunnelEnd end, string file)
    {
        string[] beginnings =
        [
            $"{file}:3: is not JSON, at column 41", $"{file}:4: is not a JSON object", $"{file}:7: occurredAt is missing",
            $"{file}:8: occurredAt is not an ISO 8601 time with an offset", $"{file}:5: refused: /type: ", $"{file}:6: refused: /data/stage: ",
        ];
        var lines = end.Errors.TrimEnd().Split('\n');
        lines.Length.ShouldBe(beginnings.Length, end.Errors);
        for (var i = 0; i < lines.Length; i++)
            lines[i].ShouldStartWith(beginnings[i]);
    }
}
