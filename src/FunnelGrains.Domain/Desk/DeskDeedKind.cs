namespace FunnelGrains.Domain.Desk;

/// <summary>What somebody does about a breach.</summary>
public enum DeskDeedKind : byte
{
    /// <summary>Says that he will see to it.</summary>
    Taken,

    /// <summary>Gives it back.</summary>
    Released,

    /// <summary>Writes something down.</summary>
    Noted,

    /// <summary>Says what came of it, and why it was late.</summary>
    Resolved,
}
