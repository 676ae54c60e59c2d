using System.Text.Json;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>How far the demo company's life is told, in a file of the data folder, so that a restart goes on and a time of rest is filled.</summary>
/// <param name="Through">Everything before is told; null for a new company.</param>
/// <param name="Telling">A stretch of history that is being told from <paramref name="Through"/> to here; told again from its start after a crash, which changes nothing.</param>
internal sealed record DemoProgress(long? Through, long? Telling)
{
    private const string Name = "demo.json";

    /// <summary>The instant before which everything is told.</summary>
    public Instant? ToldThrough => Through is { } ms ? Instant.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>The end of the stretch that is being told.</summary>
    public Instant? TellingUntil => Telling is { } ms ? Instant.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>Reads it; a missing or unreadable file is a new company, whose history is then told again.</summary>
    public static DemoProgress Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<DemoProgress>(File.ReadAllText(Path.Combine(folder, Name))) ?? new(null, null);
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            return new(null, null);
        }
    }

    /// <summary>Writes it, all or nothing.</summary>
    public static void Write(string folder, Instant? through, Instant? telling)
    {
        var progress = new DemoProgress(through?.ToUnixTimeMilliseconds(), telling?.ToUnixTimeMilliseconds());
        var fresh = Path.Combine(folder, Name + ".new");
        File.WriteAllText(fresh, JsonSerializer.Serialize(progress));
        File.Move(fresh, Path.Combine(folder, Name), overwrite: true);
    }
}
