using FunnelGrains.Domain.Desk;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Desk;

/// <summary>
/// What people do about a workspace's breaches: one thing after another, so that of two who take a breach at once one is told of the other. It keeps nothing in memory. Key: the workspace.
/// </summary>
[Alias("fg.IBreachDeskGrain")]
public interface IBreachDeskGrain : IGrainWithStringKey
{
    /// <summary>A breach with what was done about it; null where there is no such breach, and never was one that anything was done about.</summary>
    [AlwaysInterleave, Alias("Read")]
    Task<DeskBreach?> ReadAsync(string breach);

    /// <summary>Does something about a breach; durable when it answers. Safe to repeat.</summary>
    /// <param name="breach">Its id.</param>
    /// <param name="order">What; valid in itself.</param>
    [Alias("Do")]
    Task<DeskAnswer> DoAsync(string breach, DeskOrder order);
}
