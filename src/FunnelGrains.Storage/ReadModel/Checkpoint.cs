using System.Collections.Immutable;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Storage.ReadModel;

/// <summary>How far a shard's saved counts go.</summary>
/// <param name="Seq">All rows up to and with this one are counted.</param>
/// <param name="AsOf">Up to which instant clocks were judged.</param>
/// <param name="Zones">The version of the tz database by which days and due instants were reckoned; null where none was written.</param>
public sealed record Checkpoint(long Seq, Instant AsOf, string? Zones = null);

/// <summary>What a checkpoint writes.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Claim">Who saves: must be the owner.</param>
/// <param name="Previous">The sequence number that must be stored now.</param>
/// <param name="Next">The new checkpoint; its sequence number is not below <paramref name="Previous"/>.</param>
/// <param name="Cells">Increments; a cell that becomes 0 is removed.</param>
/// <param name="Leads">The changed leads, whole: their rows, open clocks and breaches are replaced.</param>
public sealed record CheckpointWrite(
    ShardKey Shard, long Claim, long Previous, Checkpoint Next,
    IReadOnlyCollection<CellChange> Cells, IReadOnlyCollection<ChangedLead> Leads);

/// <summary>A lead to be replaced in the read model.</summary>
/// <param name="View">The lead.</param>
/// <param name="NextWake">When it must be judged again; null for never.</param>
public sealed record ChangedLead(LeadView View, Instant? NextWake);

/// <summary>When a lead must be judged again, with the running clock that falls due first.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="At">When.</param>
/// <param name="Next">The clock; null when only an announcement waits.</param>
public sealed record LeadWake(string Lead, Instant At, ClockView? Next);

/// <summary>Cells with the checkpoint they belong to.</summary>
public sealed record CellSums(long Seq, IReadOnlyList<CellChange> Cells);

/// <summary>Which cells. Days are inclusive; cells without a day are chosen by <paramref name="Present"/>.</summary>
/// <param name="From">First local day, as days since 1970-01-01; null for the first there is.</param>
/// <param name="To">Last local day; null for the last there is.</param>
/// <param name="Measures">Which measures; empty for all.</param>
/// <param name="Dimension">By what.</param>
/// <param name="Value">Only this value of the dimension; null for all values.</param>
/// <param name="Present">Whether cells without a day are included.</param>
/// <param name="SumDays">True to sum over days: the answer's cells then have <see cref="Cell.NoDay"/>.</param>
public sealed record CellQuery(
    int? From, int? To, ImmutableArray<Measure> Measures, Dimension Dimension, string? Value, bool Present, bool SumDays);
