using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Imports;

/// <summary>One event of an input, or one row that is none.</summary>
/// <param name="File">The input's name as the user gave it.</param>
/// <param name="Line">The line where the row starts, from 1.</param>
/// <param name="Event">The event; null for a bad row.</param>
/// <param name="Reason">Why the row is bad; null for an event.</param>
/// <param name="Done">The share of the input that is read, 0 to 1; null when its size is not known.</param>
internal sealed record SourceItem(string File, long Line, FunnelEvent? Event, string? Reason, double? Done)
{
    public string Place => $"{File}:{Line}";
}
