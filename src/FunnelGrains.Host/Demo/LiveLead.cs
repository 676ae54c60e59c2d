using System.Collections.Immutable;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>A lead that the live stream may move.</summary>
internal sealed class LiveLead(string id, string stage, Channel channel, Segment segment)
{
    /// <summary>Its id.</summary>
    public string Id { get; } = id;

    /// <summary>Where it came from.</summary>
    public Channel Channel { get; } = channel;

    /// <summary>Whom it stands for.</summary>
    public Segment Segment { get; } = segment;

    /// <summary>Its current stage; <c>rejected</c> while it waits for Marketing's answer.</summary>
    public string Stage { get; private set; } = stage;

    /// <summary>Grows with each move: plans made before are void.</summary>
    public int Moves { get; private set; }

    /// <summary>Who sells to it; null before it is accepted.</summary>
    public string? Owner { get; set; }

    /// <summary>It is now in another stage.</summary>
    public void MoveTo(string stage)
    {
        Stage = stage;
        Moves++;
    }

    /// <summary>A lead as the lists show it, with the promises that wait for somebody.</summary>
    public static (LiveLead Lead, ImmutableArray<ClockView> Waiting) Of(LeadView view)
    {
        var lead = new LiveLead(
            view.Lead,
            view.Status == LeadStatus.Rejected ? "rejected" : view.Stage,
            Company.Channels.FirstOrDefault(channel => channel.Source == view.Source) ?? Company.Channels[0],
            Company.Segments.FirstOrDefault(segment => segment.Name == view.Segment) ?? Company.Segments[0])
        { Owner = view.Owner };
        return (lead, [.. view.Clocks.Where(clock => clock.Open && clock.State is ClockState.Running or ClockState.Breached)]);
    }
}
