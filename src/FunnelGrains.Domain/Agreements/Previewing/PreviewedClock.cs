using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Agreements.Previewing;

/// <summary>What a version that takes force would do to an open clock.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Clause">The clause's key.</param>
/// <param name="StartEvent">Id of the event that started it.</param>
/// <param name="OldDue">Its due before; null for a paused clock or one without due.</param>
/// <param name="NewDue">Its due after; null likewise, and for one that is cancelled.</param>
/// <param name="Effect">What happens.</param>
[GenerateSerializer, Immutable, Alias("fg.previewedclock")]
public sealed record PreviewedClock(string Lead, string Clause, string StartEvent, Instant? OldDue, Instant? NewDue, PreviewEffect Effect);

/// <summary>What happens to a clock.</summary>
public enum PreviewEffect : byte
{
    /// <summary>It keeps the version in force at its start.</summary>
    Stays,

    /// <summary>It moves to the new version, with the same due.</summary>
    Moves,

    /// <summary>It moves, and falls due at another instant.</summary>
    DueChanges,

    /// <summary>It moves, and is past due at once.</summary>
    Breaches,

    /// <summary>Its clause is absent or no longer applies: it is cancelled.</summary>
    Cancelled,
}
