using System.Collections.Immutable;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Leads;

/// <summary>What an event says, by its type. Amounts are exact, with at most four decimals and below 10^12.</summary>
[GenerateSerializer, Immutable, Alias("fg.data")]
public abstract record EventData
{
    /// <summary>The largest amount or value accepted, exclusive.</summary>
    public const decimal AmountLimit = 1_000_000_000_000m;

    [NonSerialized]
    private CanonicalText text;

    /// <summary>Nothing said yet.</summary>
    protected EventData()
    {
    }

    /// <summary>A copy may come to say something else, so it has its own text.</summary>
    protected EventData(EventData original) => ArgumentNullException.ThrowIfNull(original);

    /// <summary>Its canonical text in UTF-8, written when first asked for: the hash, the journal and the lead's history all need it.</summary>
    internal byte[] Text => text.Utf8 ??= EventDataCodec.Encode(this);

    /// <summary>Two data are equal or not whether or not anybody asked for their texts.</summary>
    private struct CanonicalText : IEquatable<CanonicalText>
    {
        public byte[]? Utf8;

        public readonly bool Equals(CanonicalText other) => true;

        public override readonly bool Equals(object? obj) => obj is CanonicalText;

        public override readonly int GetHashCode() => 0;
    }
}

/// <summary>Attributes of a lead, as <c>lead.captured</c> and <c>lead.updated</c> carry them.</summary>
/// <param name="Source">Where the lead came from; null when not said.</param>
/// <param name="Medium">The marketing medium.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Segment">The market segment.</param>
/// <param name="Value">The expected value of the deal.</param>
/// <param name="Currency">ISO 4217 code of <paramref name="Value"/>.</param>
/// <param name="Other">Any other attribute: name to its JSON text.</param>
[GenerateSerializer, Immutable, Alias("fg.attributes")]
public sealed record LeadAttributes(
    string? Source, string? Medium, string? Campaign, string? Segment, decimal? Value, string? Currency,
    ImmutableSortedDictionary<string, string> Other)
{
    /// <summary>No attribute at all.</summary>
    public static LeadAttributes None { get; } =
        new(null, null, null, null, null, null, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
}

/// <summary><c>lead.captured</c>.</summary>
[GenerateSerializer, Immutable, Alias("fg.captured")]
public sealed record Captured(LeadAttributes Attributes) : EventData;

/// <summary><c>lead.stage_changed</c>.</summary>
[GenerateSerializer, Immutable, Alias("fg.stage_changed")]
public sealed record StageChanged(string Stage, string? Reason) : EventData;

/// <summary><c>lead.rejected</c>.</summary>
[GenerateSerializer, Immutable, Alias("fg.rejected")]
public sealed record Rejected(string? Reason) : EventData;

/// <summary><c>lead.recycled</c>; no stage means the first.</summary>
[GenerateSerializer, Immutable, Alias("fg.recycled")]
public sealed record Recycled(string? Reason, string? Stage) : EventData;

/// <summary><c>lead.assigned</c>; no team means the team that owns the current stage.</summary>
[GenerateSerializer, Immutable, Alias("fg.assigned")]
public sealed record Assigned(string Owner, string? Team) : EventData;

/// <summary><c>lead.touched</c>; an automated touch satisfies no clause and is not counted.</summary>
[GenerateSerializer, Immutable, Alias("fg.touched")]
public sealed record Touched(string Channel, string? Outcome, bool Automated) : EventData;

/// <summary><c>lead.updated</c>.</summary>
[GenerateSerializer, Immutable, Alias("fg.updated")]
public sealed record Updated(LeadAttributes Attributes) : EventData;

/// <summary><c>deal.won</c>; an amount always has its currency.</summary>
[GenerateSerializer, Immutable, Alias("fg.won")]
public sealed record DealWon(decimal? Amount, string? Currency) : EventData;

/// <summary><c>deal.lost</c>.</summary>
[GenerateSerializer, Immutable, Alias("fg.lost")]
public sealed record DealLost(string? Reason) : EventData;

/// <summary><c>sla.breached</c>: a breach that was announced; known by clock (clause and start event) and due.</summary>
[GenerateSerializer, Immutable, Alias("fg.breached")]
public sealed record SlaBreached(string Clause, string StartEvent, int Cycle, Instant Due, string? Owner, string? Team) : EventData;

/// <summary><c>sla.warned</c>: a warning or a step of an escalation that was announced; known by clock (clause and start event) and threshold.</summary>
/// <param name="Clause">The clause's key.</param>
/// <param name="StartEvent">Id of the event that started the clock.</param>
/// <param name="Cycle">The lead's cycle.</param>
/// <param name="Threshold">The threshold as text (<see cref="Agreements.ClauseMoment"/>); for a step the moment of the step.</param>
/// <param name="Step">Key of the escalation step; null for a warning.</param>
/// <param name="At">When the threshold passed.</param>
/// <param name="Due">The clock's due as it was known then; null for a clock without due.</param>
/// <param name="Owner">The owner then.</param>
/// <param name="Team">The team responsible for the clause.</param>
[GenerateSerializer, Immutable, Alias("fg.warned")]
public sealed record SlaWarned(
    string Clause, string StartEvent, int Cycle, string Threshold, string? Step, Instant At, Instant? Due, string? Owner, string? Team) : EventData;

/// <summary><c>event.quarantined</c>: the lead's event at <paramref name="Seq"/> makes the fold throw and is passed over.</summary>
[GenerateSerializer, Immutable, Alias("fg.quarantined")]
public sealed record EventQuarantined(long Seq, string Why) : EventData;

/// <summary><c>shard.opened</c>: who claimed the shard, for the log only.</summary>
[GenerateSerializer, Immutable, Alias("fg.opened")]
public sealed record ShardOpened(string Silo) : EventData;

/// <summary><c>agreement.adopted</c>: from here on the shard counts by this version too.</summary>
[GenerateSerializer, Immutable, Alias("fg.adopted")]
public sealed record AgreementAdopted(int Version, Instant InForceFrom) : EventData;

/// <summary>A row that this program cannot read; kept as it is.</summary>
[GenerateSerializer, Immutable, Alias("fg.unreadable")]
public sealed record Unreadable(string Type, string Json) : EventData;
