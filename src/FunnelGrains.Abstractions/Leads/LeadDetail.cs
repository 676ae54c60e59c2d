using System.Collections.Immutable;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Leads;

/// <summary>One lead, whole.</summary>
/// <param name="View">As lists show it.</param>
/// <param name="Attributes">Its attributes after all events: name to JSON text.</param>
/// <param name="Personal">Its personal data after all events: name to JSON text.</param>
/// <param name="Timeline">Its events in their own order; anomalies and quarantined ones marked.</param>
/// <param name="ClockTimes">Whose time the time of each clock was, in the order of the view's clocks; default from a node of the version before.</param>
[GenerateSerializer, Immutable, Alias("fg.leaddetail")]
public sealed record LeadDetail(
    LeadView View, ImmutableSortedDictionary<string, string> Attributes, ImmutableSortedDictionary<string, string> Personal,
    ImmutableArray<TimelineEntry> Timeline, ImmutableArray<ClockTimes> ClockTimes = default);

/// <summary>One event on a lead's timeline.</summary>
/// <param name="Event">The event.</param>
/// <param name="Anomaly">It moved nothing, because the lead was already won, lost or rejected.</param>
/// <param name="Quarantined">The fold passes over it.</param>
[GenerateSerializer, Immutable, Alias("fg.timeline")]
public sealed record TimelineEntry(LeadEvent Event, bool Anomaly, bool Quarantined);
