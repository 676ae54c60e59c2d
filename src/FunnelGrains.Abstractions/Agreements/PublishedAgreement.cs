using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Comparing;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Agreements;

/// <summary>A version that was published.</summary>
/// <param name="Agreement">The document.</param>
/// <param name="Hash">SHA-256 of its canonical text.</param>
/// <param name="Publication">Who published it; null for the version that the workspace began with.</param>
[GenerateSerializer, Immutable, Alias("fg.published")]
public sealed record PublishedAgreement(Agreement Agreement, string Hash, AgreementPublication? Publication);

/// <summary>How a version was published.</summary>
/// <param name="Version">Its number.</param>
/// <param name="At">When.</param>
/// <param name="By">By whom: the key or session.</param>
/// <param name="Signatures">Of all teams.</param>
/// <param name="Changes">Against the version before.</param>
[GenerateSerializer, Immutable, Alias("fg.publication")]
public sealed record AgreementPublication(
    int Version, Instant At, string By, ImmutableArray<AgreementSignature> Signatures, ImmutableArray<AgreementChange> Changes);

/// <summary>Something that was done to the agreement.</summary>
/// <param name="At">When.</param>
/// <param name="By">By whom: the key or session.</param>
/// <param name="What"><c>draft_saved</c>, <c>draft_discarded</c>, <c>signed</c>, <c>signature_voided</c> or <c>published</c>.</param>
/// <param name="Team">The team, of signatures; null else.</param>
/// <param name="Hash">The text it was about.</param>
/// <param name="Version">The version, of a publication; null else.</param>
[GenerateSerializer, Immutable, Alias("fg.agreementdeed")]
public sealed record AgreementDeed(Instant At, string By, string What, string? Team, string? Hash, int? Version);
