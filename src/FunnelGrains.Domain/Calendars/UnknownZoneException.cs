using System.Text.Json;

namespace FunnelGrains.Domain.Calendars;

/// <summary>A stored calendar is in a zone that this program's tz database does not have, as a program before may find after one with newer zones.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="zone">The zone's name.</param>
public sealed class UnknownZoneException(string message, string zone) : JsonException(message)
{
    /// <summary>The zone's name.</summary>
    public string Zone { get; } = zone;
}
