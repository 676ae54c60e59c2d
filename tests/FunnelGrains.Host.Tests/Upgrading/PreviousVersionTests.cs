using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Host.Tests.Operations;
using FunnelGrains.Testing;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Host.Tests.Upgrading;

/// <summary>
/// Data folders that versions wrote, each with what the version answered: a new version answers the same. One is made by
/// <c>FUNNELGRAINS_WRITE_VERSION=0.1 dotnet run --project tests/FunnelGrains.Host.Tests -- -class "*PreviousVersionTests"</c> and never changed afterwards.
/// </summary>
public sealed class PreviousVersionTests : IDisposable
{
    private const string Write = "FUNNELGRAINS_WRITE_VERSION";
    private const string Answers = "answers.txt";

    // Long ago, so that every clock of it has come to its end whenever the test runs.
    private static readonly DateTimeOffset Then = new(2025, 6, 30, 15, 0, 0, TimeSpan.Zero);

    private readonly string copy = Directory.CreateTempSubdirectory("funnelgrains-version-").FullName;

    public static TheoryData<string> Versions
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 } version) return [version];
            return [.. Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Folder => Directory.CreateDirectory(Path.Combine(RepositoryFolder.Path, "tests", "FunnelGrains.Host.Tests", "Upgrading", "Versions")).FullName;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_data_folder_of_an_earlier_version_answers_as_it_did_there(string version)
    {
        var folder = Path.Combine(Folder, version);
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 }) await WriteAsync(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        await using var host = await HostProcess.StartAsync(new HostLaunch { DataFolder = copy }, Cancel);
        using var work = new Work(host);

        var then = await File.ReadAllLinesAsync(Path.Combine(folder, Answers), Cancel);
        (await ReadAsync(work)).Select((answer, i) => i < then.Length ? AsThen(answer, then[i]) : answer).ShouldBe(then);
        await work.PostAsync(100, Then);
        (await work.AuditAsync()).ShouldBe((100, "[]"), "what was posted there is known here");
        await work.PostAsync(200, Then);
        (await work.AuditAsync()).ShouldBe((200, "[]"));
    }

    public void Dispose() => Directory.Delete(copy, recursive: true);

    // Of a period that is over; the present month and the goals go on.
    private static async Task<List<string>> ReadAsync(Work work) =>
    [
        .. await work.ArrangementAsync(),
        .. (await work.ReadAllAsync()).Where(answer => !answer.StartsWith("goals", StringComparison.Ordinal) && !answer.StartsWith("funnel?:", StringComparison.Ordinal)
            && !answer.StartsWith("funnel?&", StringComparison.Ordinal)),
    ];

    /// <summary>An answer without the members that the version before did not have: only such may be added.</summary>
    private static string AsThen(string answer, string then)
    {
        var (at, was) = (answer.IndexOfAny(['{', '[']), then.IndexOfAny(['{', '[']));
        if (at < 0 || was < 0 || Json(answer[at..]) is not { } now || Json(then[was..]) is not { } before) return answer;
        Forget(now, before);
        return $"{answer[..at]}{now.ToJsonString()}";
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Forget(JsonNode? now, JsonNode? before)
    {
        if (now is JsonObject members && before is JsonObject known)
        {
            foreach (var name in members.Select(member => member.Key).Where(name => !known.ContainsKey(name)).ToList()) members.Remove(name);
            foreach (var (name, value) in members) Forget(value, known[name]);
        }
        else if (now is JsonArray items && before is JsonArray were)
        {
            for (var i = 0; i < Math.Min(items.Count, were.Count); i++) Forget(items[i], were[i]);
        }
    }

    private static async Task WriteAsync(string folder)
    {
        if (Directory.Exists(folder)) throw new InvalidOperationException($"{folder} is there already, and what a version wrote is never changed.");
        Directory.CreateDirectory(folder);
        await using var host = await HostProcess.StartAsync(new HostLaunch { DataFolder = folder }, Cancel);
        using var work = new Work(host);
        await work.ArrangeAsync();
        await work.PostAsync(100, Then);
        await File.WriteAllLinesAsync(Path.Combine(folder, Answers), await ReadAsync(work), Cancel);
        (await host.TerminateAsync()).ShouldBe(0);
        // Neither the lock nor the keys of cookies are data.
        File.Delete(Path.Combine(folder, ".lock"));
        if (Directory.Exists(Path.Combine(folder, "keys"))) Directory.Delete(Path.Combine(folder, "keys"), recursive: true);
    }
}
