namespace FunnelGrains.Domain.Leads;

/// <summary>The types of event, in the order in which events of one instant act.</summary>
public enum EventType : byte
{
    /// <summary><c>lead.captured</c>: the lead exists and enters the first stage.</summary>
    Captured,

    /// <summary><c>lead.stage_changed</c>: the lead is now in the stage named.</summary>
    StageChanged,

    /// <summary><c>lead.rejected</c>: Sales refuses the handoff.</summary>
    Rejected,

    /// <summary><c>lead.recycled</c>: ends the cycle and opens the next.</summary>
    Recycled,

    /// <summary><c>lead.assigned</c>: the owner changes.</summary>
    Assigned,

    /// <summary><c>lead.touched</c>: a contact attempt.</summary>
    Touched,

    /// <summary><c>lead.updated</c>: attributes change.</summary>
    Updated,

    /// <summary><c>deal.won</c>: the won stage.</summary>
    DealWon,

    /// <summary><c>deal.lost</c>: a lost exit.</summary>
    DealLost,

    /// <summary><c>sla.breached</c>: the system's record of an announced breach; the fold ignores it.</summary>
    SlaBreached,

    /// <summary><c>event.quarantined</c>: the system's record of an event that the fold passes over.</summary>
    EventQuarantined,

    /// <summary><c>shard.opened</c>: the claim of an activation; belongs to no lead.</summary>
    ShardOpened,

    /// <summary>A type that this program does not know; the fold refuses it, so it is quarantined.</summary>
    Unreadable,

    /// <summary><c>sla.warned</c>: the system's record of a warning or escalation step that was announced; the fold ignores it. Last, since nodes of the version before know the others by number.</summary>
    SlaWarned,

    /// <summary><c>agreement.adopted</c>: from here on a shard counts by a version of the agreement too; belongs to no lead.</summary>
    AgreementAdopted,
}
