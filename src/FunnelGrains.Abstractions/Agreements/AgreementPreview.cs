using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Previewing;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Agreements;

/// <summary>What the draft would do to the open clocks at the instant from which it would be in force, if nothing else happened until then.</summary>
/// <param name="InForceFrom">That instant.</param>
/// <param name="Scope">Which clocks it takes.</param>
/// <param name="Clauses">Counts by clause; clauses without an open clock are left out.</param>
/// <param name="Samples">Some clocks that would change, the most grave first.</param>
[GenerateSerializer, Immutable, Alias("fg.preview")]
public sealed record AgreementPreview(Instant InForceFrom, AgreementScope Scope, ImmutableArray<ClausePreview> Clauses, ImmutableArray<PreviewedClock> Samples);

/// <summary>What happens to the open clocks of a clause.</summary>
/// <param name="Clause">The clause's key.</param>
/// <param name="Open">Running or paused at that instant.</param>
/// <param name="Moving">Of those, the ones that move to the new version.</param>
/// <param name="DueChanging">Of those that move, the ones that fall due at another instant, those past due at once included.</param>
/// <param name="Breaching">Of those that move, the ones that are past due at once.</param>
/// <param name="Cancelled">Of the open ones, those that are cancelled.</param>
[GenerateSerializer, Immutable, Alias("fg.clausepreview")]
public sealed record ClausePreview(string Clause, int Open, int Moving, int DueChanging, int Breaching, int Cancelled)
{
    /// <summary>Both together.</summary>
    public ClausePreview Plus(ClausePreview other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Clause, Open + other.Open, Moving + other.Moving, DueChanging + other.DueChanging, Breaching + other.Breaching, Cancelled + other.Cancelled);
    }
}
