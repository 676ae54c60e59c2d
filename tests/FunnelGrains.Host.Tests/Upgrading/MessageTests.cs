using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace FunnelGrains.Host.Tests.Upgrading;

/// <summary>
/// Messages that versions sent, byte by byte, with what was in them: this version reads the same out of them. What a version sends is written once by
/// <c>FUNNELGRAINS_WRITE_VERSION=0.1 dotnet run --project tests/FunnelGrains.Host.Tests -- -class "*MessageTests"</c>.
/// </summary>
public sealed class MessageTests : IDisposable
{
    private const string Write = "FUNNELGRAINS_WRITE_VERSION";
    private const string Messages = "messages.txt";

    private readonly ServiceProvider services = new ServiceCollection()
        .AddSerializer(serializer => serializer.AddAssembly(typeof(JournalRow).Assembly).AddAssembly(typeof(ShardPartial).Assembly)).BuildServiceProvider();

    private static string Folder => Path.Combine(RepositoryFolder.Path, "tests", "FunnelGrains.Host.Tests", "Upgrading", "Versions");

    private Serializer Serializer => services.GetRequiredService<Serializer>();

    public static TheoryData<string> Versions
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 } version) return [version];
            return [.. Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task What_a_version_sent_is_read_as_it_was_meant(string version)
    {
        var file = Path.Combine(Folder, version, Messages);
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 } && !File.Exists(file)) await File.WriteAllLinesAsync(file, Sent(), TestContext.Current.CancellationToken);
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        lines.Length.ShouldBeGreaterThan(100);
        IReadOnlyList<string> read = [];
        foreach (var line in lines)
        {
            if (line.StartsWith("message ", StringComparison.Ordinal)) read = Told.Lines(Serializer.Deserialize<object>(Convert.FromBase64String(line.Split(": ")[1])));
            else read.ShouldContain(line);
        }
    }

    [Fact]
    public void What_is_sent_comes_back_whole()
    {
        foreach (var (name, message) in WireSamples.All())
            Told.Lines(Serializer.Deserialize<object>(Serializer.SerializeToArray(message))).ShouldBe(Told.Lines(message), name);
    }

    public void Dispose() => services.Dispose();

    private IEnumerable<string> Sent() => WireSamples.All()
        .SelectMany(sample => Told.Lines(sample.Message).Prepend($"message {sample.Name}: {Convert.ToBase64String(Serializer.SerializeToArray(sample.Message))}"));
}
