using System.IO.Compression;
using System.Net;
using System.Text;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Ingest;

/// <summary>Sizes, encodings and media types.</summary>
public sealed class LimitTests(SharedHost host)
{
    [Fact]
    public async Task An_array_has_at_most_1000_events()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        (await client.PostEventsAsync(Array(lead, 1_001))).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
        (await client.TimelineAsync(lead)).ShouldBeEmpty();
        (await client.PostEventsAsync(Array(lead, 1_000))).Counts.ShouldBe((1_000, 0, 0));
    }

    [Fact]
    public async Task A_body_has_at_most_5_megabytes()
    {
        using var client = await host.ClientAsync();
        var one = $$$"""{"id":"1","type":"lead.captured","lead":"{{{Answers.NewLead()}}}"}""";
        (await client.PostEventsAsync(one + new string(' ', 5_000_000 - one.Length))).Counts.ShouldBe((1, 0, 0));
        (await client.PostEventsAsync(one + new string(' ', 5_000_001 - one.Length))).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Bodies_may_be_compressed(string encoding)
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        var body = Compress(encoding, Encoding.UTF8.GetBytes(Array(lead, 500)));
        (await client.PostAsync("/api/v1/events", body, "application/json", ("Content-Encoding", encoding))).Counts.ShouldBe((500, 0, 0));
        var lines = Compress(encoding, Encoding.UTF8.GetBytes(Lines(lead, 2_500)));
        (await client.PostAsync("/api/v1/events", lines, "application/x-ndjson", ("Content-Encoding", encoding))).Counts.ShouldBe((2_000, 500, 0));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_small_body_that_unpacks_to_much_is_refused_at_the_bound(string encoding)
    {
        using var client = await host.ClientAsync();
        var bomb = Compress(encoding, Encoding.UTF8.GetBytes(new string(' ', 60_000_000)));
        bomb.Length.ShouldBeLessThan(1_000_000);
        (await client.PostAsync("/api/v1/events", bomb, "application/json", ("Content-Encoding", encoding))).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
        var lines = Compress(encoding, Encoding.UTF8.GetBytes(new string('\n', 110_000_000)));
        (await client.PostAsync("/api/v1/events", lines, "application/x-ndjson", ("Content-Encoding", encoding))).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("gzip", "application/json")]
    [InlineData("br", "application/json")]
    [InlineData("gzip", "application/x-ndjson")]
    [InlineData("br", "application/x-ndjson")]
    public async Task A_broken_compression_is_unreadable_and_nothing_of_it_is_stored(string encoding, string type)
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        var whole = Compress(encoding, Encoding.UTF8.GetBytes(type == "application/json" ? Array(lead, 300) : Lines(lead, 300)));
        foreach (var broken in new[] { whole[..(whole.Length / 2)], Flip(whole), Encoding.UTF8.GetBytes(Array(lead, 3)) })
            (await client.PostAsync("/api/v1/events", broken, type, ("Content-Encoding", encoding))).ShouldBeProblem(HttpStatusCode.BadRequest);
        (await client.TimelineAsync(lead)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_that_breaks_off_after_a_part_was_stored_tells_which_part()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        var whole = Compress("gzip", Encoding.UTF8.GetBytes(Lines(lead, 5_000)));
        var answer = await client.PostAsync("/api/v1/events", whole[..(whole.Length - 2_000)], "application/x-ndjson", ("Content-Encoding", "gzip"));
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        var (accepted, _, refused) = answer.Counts;
        refused.ShouldBe(1);
        accepted.ShouldBeInRange(1_000, 4_999);
        answer.Json.GetProperty("results")[0].GetProperty("index").GetInt32().ShouldBe(accepted);
        (await client.TimelineAsync(lead)).Count.ShouldBe(accepted);
    }

    [Fact]
    public async Task A_line_of_64_kilobytes_is_the_longest_and_its_neighbours_stand()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        string Line(string id, int length) => $$$"""{"id":"{{{id}}}","type":"lead.captured","lead":"{{{lead}}}"}""".PadRight(length);
        var answer = await client.PostEventsAsync(
            string.Join('\n', Line("a", 10), Line("b", 65_536), Line("c", 65_537), "", " \r", "{", Line("d", 300_000), Line("e", 10)), "application/x-ndjson");
        answer.Counts.ShouldBe((3, 0, 3));
        answer.Json.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("index").GetInt32()).ShouldBe([2, 3, 4]);
        (await client.TimelineAsync(lead)).ShouldBe(["a", "b", "e"]);
    }

    [Fact]
    public async Task A_stream_has_at_most_100000_lines()
    {
        using var client = await host.ClientAsync();
        var body = Compress("gzip", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("7\n", 100_001))));
        var answer = await client.PostAsync("/api/v1/events", body, "application/x-ndjson", ("Content-Encoding", "gzip"));
        answer.ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/cloudevents+xml")]
    [InlineData("application/cloudevents")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("json")]
    [InlineData(null)]
    public async Task Another_kind_of_body_is_not_supported(string? type)
    {
        using var client = await host.ClientAsync();
        (await client.PostAsync("/api/v1/events", "{}"u8.ToArray(), type)).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Another_compression_is_not_supported()
    {
        using var client = await host.ClientAsync();
        (await client.PostEventsAsync("{}", headers: ("Content-Encoding", "zstd"))).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType);
        (await client.PostEventsAsync("{}", headers: ("Content-Encoding", "gzip, br"))).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("{\"type\":\"lead.captured\",\"lead\":\"a\",\"lead\":\"b\"}")]
    [InlineData("{} {}")]
    public async Task What_is_no_event_nor_array_is_unreadable(string body)
    {
        using var client = await host.ClientAsync();
        (await client.PostEventsAsync(body)).ShouldBeProblem(HttpStatusCode.BadRequest);
    }

    private static string Event(string lead, int id) => $$$"""{"id":"{{{id}}}","type":"lead.touched","lead":"{{{lead}}}","data":{"channel":"call {{{id * 7919 % 1009}}}"}}""";

    private static string Array(string lead, int count) => $"[{string.Join(',', Enumerable.Range(0, count).Select(id => Event(lead, id)))}]";

    private static string Lines(string lead, int count) => string.Join('\n', Enumerable.Range(0, count).Select(id => Event(lead, id)));

    private static byte[] Flip(byte[] octets)
    {
        var broken = octets.ToArray();
        for (var i = broken.Length / 3; i < (broken.Length / 3) + 8; i++) broken[i] ^= 0x5A;
        return broken;
    }

    private static byte[] Compress(string encoding, byte[] octets)
    {
        var to = new MemoryStream();
        using (Stream stream = encoding == "gzip" ? new GZipStream(to, CompressionLevel.Fastest) : new BrotliStream(to, CompressionLevel.Fastest)) stream.Write(octets);
        return to.ToArray();
    }
}
