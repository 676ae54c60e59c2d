using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Agreements;

/// <summary>What the two teams are working on.</summary>
/// <param name="Agreement">The document; its number and instant say nothing yet.</param>
/// <param name="Revision">Grows with every change, also over drafts.</param>
/// <param name="Hash">SHA-256 of the canonical text: what is signed.</param>
/// <param name="SavedAt">When it was changed last.</param>
/// <param name="SavedBy">By whom.</param>
/// <param name="Signatures">Of this very text.</param>
/// <param name="MissingTeams">Whose signature is missing.</param>
[GenerateSerializer, Immutable, Alias("fg.draft")]
public sealed record AgreementDraft(
    Agreement Agreement, long Revision, string Hash, Instant SavedAt, string SavedBy, ImmutableArray<AgreementSignature> Signatures, ImmutableArray<string> MissingTeams);

/// <summary>A team's signature.</summary>
/// <param name="Team">For which team.</param>
/// <param name="By">Who: the key or session that signed.</param>
/// <param name="At">When.</param>
/// <param name="Hash">Which text.</param>
[GenerateSerializer, Immutable, Alias("fg.signature")]
public sealed record AgreementSignature(string Team, string By, Instant At, string Hash);
