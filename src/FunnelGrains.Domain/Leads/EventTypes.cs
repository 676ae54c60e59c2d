using System.Collections.Frozen;

namespace FunnelGrains.Domain.Leads;

/// <summary>The names of event types on the wire and in the journal.</summary>
public static class EventTypes
{
    private static readonly string[] Names =
    [
        "lead.captured", "lead.stage_changed", "lead.rejected", "lead.recycled", "lead.assigned", "lead.touched",
        "lead.updated", "deal.won", "deal.lost", "sla.breached", "event.quarantined", "shard.opened", "(unreadable)",
        "sla.warned", "agreement.adopted",
    ];

    private static readonly FrozenDictionary<string, EventType> ByName =
        Enum.GetValues<EventType>().ToFrozenDictionary(type => Names[(int)type], StringComparer.Ordinal);

    /// <summary>The types that may be posted from outside, in the order for ties.</summary>
    public static IReadOnlyList<EventType> Postable { get; } =
    [
        EventType.Captured, EventType.StageChanged, EventType.Rejected, EventType.Recycled, EventType.Assigned,
        EventType.Touched, EventType.Updated, EventType.DealWon, EventType.DealLost,
    ];

    /// <summary>The name of a type, for example <c>lead.stage_changed</c>.</summary>
    public static string Name(this EventType type) => Names[(int)type];

    /// <summary>The type of that name.</summary>
    /// <returns>False for a name that is not known; system types are known too.</returns>
    public static bool TryParse(string name, out EventType type) => ByName.TryGetValue(name, out type);

    /// <summary>Whether integrations may post events of this type.</summary>
    public static bool IsPostable(this EventType type) => type <= EventType.DealLost;
}
