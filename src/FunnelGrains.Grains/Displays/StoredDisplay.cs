using FunnelGrains.Abstractions.Displays;
using NodaTime;

namespace FunnelGrains.Grains.Displays;

/// <summary>A display as the storage keeps it: plain types, so that the text stays readable for years.</summary>
internal sealed record StoredDisplay(
    string Id, byte[] SecretHash, string Workspace, string Name, long CreatedAtUnixMs, long? LastSeenUnixMs, string Names, string[] Scenes, int Seconds, string? Pinned, bool Sound,
    string? Language, string Theme)
{
    public static StoredDisplay Of(Display display) => new StoredDisplay(
        display.Id, [.. display.SecretHash], display.Workspace, display.Name, display.CreatedAt.ToUnixTimeMilliseconds(), null, "", [], 0, null, false, null, "").With(display.Name, display.Settings);

    public StoredDisplay With(string name, DisplaySettings settings) => this with
    {
        Name = name,
        Names = settings.Names,
        Scenes = [.. settings.Scenes],
        Seconds = settings.Seconds,
        Pinned = settings.Pinned,
        Sound = settings.Sound,
        Language = settings.Language,
        Theme = settings.Theme,
    };

    public Display ToDisplay(Instant? seenAt, bool live) => new(
        Id, [.. SecretHash], Workspace, Name, new DisplaySettings(Names, [.. Scenes], Seconds, Pinned, Sound, Language, Theme), Instant.FromUnixTimeMilliseconds(CreatedAtUnixMs),
        seenAt ?? (LastSeenUnixMs is { } last ? Instant.FromUnixTimeMilliseconds(last) : null), live);
}

/// <summary>State of one display.</summary>
internal sealed class DisplayState
{
    public StoredDisplay? Display { get; set; }

    public bool Revoked { get; set; }
}
