using FunnelGrains.Abstractions.Boards;

namespace FunnelGrains.Web.Live;

/// <summary>How a wall names the persons of both teams.</summary>
internal enum PersonNames
{
    /// <summary>By initials: for every board that nothing else was chosen for.</summary>
    Initials,

    /// <summary>By their names.</summary>
    Names,

    /// <summary>Not at all: a team's name stands beside it.</summary>
    Team,
}

/// <summary>What leaves for a board names persons as that board may.</summary>
internal static class Naming
{
    /// <summary>Of a display's settings; anything unknown is initials.</summary>
    public static PersonNames Of(string? setting) => setting switch { "names" => PersonNames.Names, "team" => PersonNames.Team, _ => PersonNames.Initials };

    public static BoardFrame As(this BoardFrame frame, PersonNames names) => frame with
    {
        Breaches = [.. frame.Breaches.Select(breach => breach.As(names))],
        NextClocks = [.. frame.NextClocks.Select(clock => clock with { Owner = Owner(names, clock.Owner, clock.Person), Person = null })],
    };

    public static BoardBreach As(this BoardBreach breach, PersonNames names) => breach with { Owner = Owner(names, breach.Owner, breach.Person), Person = null };

    public static Celebration As(this Celebration what, PersonNames names) => what with { Owner = Owner(names, what.Owner, what.Person), Person = null };

    /// <summary>A silo of the version before tells initials alone.</summary>
    private static string? Owner(PersonNames names, string? initials, string? person) => names switch
    {
        PersonNames.Names => person ?? initials,
        PersonNames.Team => null,
        _ => initials,
    };
}
