using System.Collections.Concurrent;
using System.Net;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.BadInput;

/// <summary>10,000 bad bodies against a real host: every one is answered as the contract says, no good neighbour is lost, nothing bad is stored, and memory does not grow.</summary>
public sealed class BadInputTests(ITestOutputHelper output)
{
    private const int Bodies = 10_000;
    private const int Rounds = 2;

    // Over 20,000 bodies: three kilobytes each would be seen.
    private const int Growth = 64 << 20;

    // With as much memory as it likes, a garbage collector lets it grow for a long while: what is kept only shows against a bound. 256 MB.
    private static readonly HostLaunch Bounded = new HostLaunch().With("DOTNET_GCHeapHardLimit", "10000000");

    [Fact]
    public async Task Ten_thousand_bad_bodies_break_nothing()
    {
        await using var host = await HostProcess.StartAsync(Bounded);
        using var client = host.CreateClient();
        var wrong = new ConcurrentBag<string>();
        var statuses = new ConcurrentDictionary<(string Kind, HttpStatusCode Status), int>();
        var good = 0;
        await PostAsync(Bodies, again: false);
        // The same again adds no lead, so that all that grows is what bad bodies leave behind.
        var before = host.WorkingSet;
        for (var round = 0; round < Rounds; round++) await PostAsync(Bodies, again: true);
        var after = host.WorkingSet;

        output.WriteLine($"{Bodies} bodies, {good} good events among them; working set {before >> 20} MB, after {Rounds * Bodies} more {after >> 20} MB");
        foreach (var status in statuses.GroupBy(entry => entry.Key.Status).OrderBy(group => group.Key))
            output.WriteLine($"{(int)status.Key}: {status.Sum(entry => entry.Value)} ({string.Join(", ", status.OrderByDescending(entry => entry.Value).Select(entry => $"{entry.Key.Kind} {entry.Value}"))})");
        wrong.ShouldBeEmpty(string.Join('\n', wrong.Take(20)));
        (after - before).ShouldBeLessThan(Growth);
        var funnel = (await client.AskAsync("/api/v1/funnel?from=2020-01-01&to=2040-01-01")).Json;
        funnel.GetProperty("captured").GetInt32().ShouldBe(good);
        funnel.GetProperty("status").GetProperty("open").GetInt32().ShouldBe(good);
        (await client.AskAsync("/api/v1/audit")).Json.GetProperty("differences").GetArrayLength().ShouldBe(0);
        (await client.AskAsync("/api/v1/keys")).Json.GetArrayLength().ShouldBe(1);
        host.Lines.Errors.ShouldBeEmpty();
        host.Lines.Output.Where(line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("warn:", StringComparison.Ordinal)).ShouldBeEmpty();

        async Task PostAsync(int bodies, bool again) => await Parallel.ForEachAsync(
            Enumerable.Range(0, bodies), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            {
                var body = BadBodies.Make(number);
                var answer = await client.PostAsync(body.Path, body.Octets, body.Type, body.Headers);
                if (Fault(body, answer, again) is { } fault) wrong.Add($"{number} {body.Kind} {body.Path}: {fault}: {answer.Status} {answer.Json}");
                if (again) return;
                statuses.AddOrUpdate((body.Kind, answer.Status), 1, static (_, n) => n + 1);
                Interlocked.Add(ref good, body.Good);
            });
    }

    /// <summary>What the answer should not be; null when it is right.</summary>
    private static string? Fault(BadBody body, Answer answer, bool again)
    {
        if (body.Good + body.Bad > 0)
        {
            var status = body.Good > 0 ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity;
            var counts = again ? (0, body.Good, body.Bad) : (body.Good, 0, body.Bad);
            return answer.Status != status ? $"not {status}" : answer.Counts != counts ? $"not {counts}" : null;
        }

        if ((int)answer.Status is < 400 or >= 500) return "not 4xx";
        if (answer.MediaType == "application/problem+json")
            return answer.Json.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 and < 5_000 } ? null : "a problem without or with too much detail";
        return answer.Status == HttpStatusCode.UnprocessableEntity && answer.Counts == (0, 0, 1) && answer.Errors.EnumerateObject().Any() ? null : "no problem document";
    }
}
