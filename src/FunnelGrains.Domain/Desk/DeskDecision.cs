namespace FunnelGrains.Domain.Desk;

/// <summary>Whether something is done about a breach.</summary>
/// <param name="Deed">What is done; null where it is refused, and where it is so already.</param>
/// <param name="Refusal">Why not, in words; null where it is done, or is so already.</param>
public sealed record DeskDecision(DeskDeed? Deed, string? Refusal)
{
    /// <summary>It is so already.</summary>
    public static DeskDecision Nothing { get; } = new(null, null);

    /// <summary>It is not done.</summary>
    public static DeskDecision Refuse(string why) => new(null, why);
}
