using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Desk;
using FunnelGrains.Storage.Desk;

namespace FunnelGrains.Grains.Desk;

/// <summary>From what is stored about breaches into what is told, and back.</summary>
internal static class DeskFiles
{
    /// <summary>Where a breach stands.</summary>
    public static DeskStanding StandingOf(DeskCase of) => new(
        of.Breach.Id, of.TakenBy, of.TakenAt, of.Resolution?.By, of.Resolution?.At, of.Resolution?.Reason, of.Resolution?.Code, of.Notes);

    /// <summary>The case of a breach after all that was done about it.</summary>
    public static DeskCase CaseOf(LeadBreach of, BreachCase now) => new(
        of.Lead, of.Breach, now.TakenBy, now.TakenAt,
        now.Resolution is { } done ? new DeskResolution(done.By, done.At, done.Text ?? "", done.Code) : null, now.Notes);

    /// <summary>A breach that is known from its case alone: the fold does not say it any more.</summary>
    public static LeadBreach RescindedOf(DeskCase of) => new(of.Lead, of.Breach with { Open = false, Rescinded = true });
}
