using FunnelGrains.Abstractions.Displays;
using NodaTime;

namespace FunnelGrains.Web.Displays;

/// <summary>A television that shows boards.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CreatedAt">When it was confirmed.</param>
/// <param name="LastSeenAt">When it last had a board open, to the minute; null for never.</param>
/// <param name="Live">Whether it has one open now.</param>
/// <param name="Settings">How it is to look.</param>
internal sealed record DisplayBody(string Id, string Name, Instant CreatedAt, Instant? LastSeenAt, bool Live, DisplaySettingsBody Settings)
{
    public static DisplayBody Of(Display display) =>
        new(display.Id, display.Name, display.CreatedAt, display.LastSeenAt, display.Live, DisplaySettingsBody.Of(display.Settings));
}

/// <summary>How a wall-board is to look.</summary>
/// <param name="Names">How persons of both teams are named: <c>names</c>, <c>initials</c> or <c>team</c>; a lead's personal data is never shown.</param>
/// <param name="Scenes">Which of <c>funnel</c>, <c>goals</c>, <c>sla</c>, <c>sources</c>, <c>today</c> it shows, in this order.</param>
/// <param name="Seconds">How long each stays: 20 to 30.</param>
/// <param name="Pinned">The one scene that stays; null: they rotate.</param>
/// <param name="Sound">Whether a win is heard.</param>
/// <param name="Language"><c>pt</c> or <c>en</c>; null: the television's own.</param>
/// <param name="Theme"><c>dark</c>, <c>light</c> or <c>auto</c>.</param>
internal sealed record DisplaySettingsBody(string Names, IReadOnlyList<string> Scenes, int Seconds, string? Pinned, bool Sound, string? Language, string Theme)
{
    public static DisplaySettingsBody Of(DisplaySettings settings) =>
        new(settings.Names, settings.Scenes, settings.Seconds, settings.Pinned, settings.Sound, settings.Language, settings.Theme);
}

/// <summary>A television as it sees itself.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Settings">How it is to look.</param>
internal sealed record OwnDisplayBody(string Id, string Name, DisplaySettingsBody Settings)
{
    public static OwnDisplayBody Of(Display display) => new(display.Id, display.Name, DisplaySettingsBody.Of(display.Settings));
}

/// <summary>A television that is to be let in.</summary>
/// <param name="Code">The 8 characters that it shows; case, spaces and hyphens do not matter.</param>
/// <param name="Name">What people call it: 1 to 100 characters.</param>
/// <param name="Settings">How it is to look; what is not there is as usual.</param>
internal sealed record ConfirmDisplayBody(string Code, string Name, DisplaySettingsBody? Settings);

/// <summary>Another name, other settings.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Settings">How it is to look from now on; what is not there is as usual.</param>
internal sealed record ChangeDisplayBody(string Name, DisplaySettingsBody? Settings);

/// <summary>A code that waits to be confirmed.</summary>
/// <param name="Code">8 letters and digits, none of which looks like another: to be shown.</param>
/// <param name="Secret">To be kept, and never shown: it proves that a claim comes from this television.</param>
/// <param name="ExpiresAt">Until when; then there is a new one to be had.</param>
internal sealed record PairingBody(string Code, string Secret, Instant ExpiresAt);

/// <summary>Asks whether a code was confirmed.</summary>
/// <param name="Code">The code.</param>
/// <param name="Secret">Its secret.</param>
internal sealed record ClaimBody(string Code, string Secret);
