using System.Text.Json;

namespace FunnelGrains.Cli.Tailing;

/// <summary>One message of the hub.</summary>
/// <param name="Kind">The hub's method name; <see cref="Watched"/> for the answer of <c>Watch</c>.</param>
/// <param name="Payload">What it carries.</param>
internal readonly record struct BoardMessage(string Kind, JsonElement Payload)
{
    public const string Watched = "Watch";
    public const string Changed = "BoardChanged";
    public const string Breached = "Breached";
    public const string Celebrated = "Celebrated";
}
