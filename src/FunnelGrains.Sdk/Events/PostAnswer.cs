namespace FunnelGrains.Sdk;

/// <summary>What became of the events of a post. By then the accepted ones are durable and counted.</summary>
public sealed record PostAnswer
{
    /// <summary>How many were new.</summary>
    public int Accepted { get; init; }

    /// <summary>
    /// How many were there before. An event that a first attempt stored, and whose answer was lost, counts here when it is repeated.
    /// </summary>
    public int Duplicates { get; init; }

    /// <summary>How many were refused.</summary>
    public int Refused { get; init; }

    /// <summary>One for each event that was not accepted, in the order of the posted list.</summary>
    public IReadOnlyList<EventResult> Results { get; init; } = [];

    /// <summary>The events that still had status <see cref="EventStatus.Retry"/> when the time for retrying was used up.</summary>
    public IEnumerable<EventResult> Unsettled => Results.Where(result => result.Status == EventStatus.Retry);
}
