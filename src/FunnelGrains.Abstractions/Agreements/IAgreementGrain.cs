using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Comparing;
using NodaTime;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Agreements;

/// <summary>A workspace's agreement: the draft, its signatures, publication and history. The versions themselves stand beside the journal, since counts depend on them. Key: <see cref="AgreementKey"/>.</summary>
[Alias("fg.IAgreementGrain")]
public interface IAgreementGrain : IGrainWithStringKey
{
    /// <summary>The version in force; null when there is no such workspace.</summary>
    [AlwaysInterleave, Alias("InForce")]
    Task<PublishedAgreement?> InForceAsync();

    /// <summary>All versions, the newest first.</summary>
    [AlwaysInterleave, Alias("Versions")]
    Task<ImmutableArray<PublishedAgreement>> VersionsAsync();

    /// <summary>What was done, the latest first.</summary>
    [AlwaysInterleave, Alias("History")]
    Task<ImmutableArray<AgreementDeed>> HistoryAsync();

    /// <summary>The draft; null for none.</summary>
    [AlwaysInterleave, Alias("Draft")]
    Task<AgreementDraft?> DraftAsync();

    /// <summary>What the draft changes against the version in force; null without a draft.</summary>
    [AlwaysInterleave, Alias("Compare")]
    Task<ImmutableArray<AgreementChange>?> CompareAsync();

    /// <summary>Creates or replaces the draft. A text that differs voids the signatures.</summary>
    /// <param name="agreement">The document.</param>
    /// <param name="revision">The revision that the caller has seen; null for none, where there must be no draft.</param>
    /// <param name="by">Who: the key or session.</param>
    [Alias("SaveDraft")]
    Task<AgreementAnswer> SaveDraftAsync(Agreement agreement, long? revision, string by);

    /// <summary>Throws the draft away.</summary>
    /// <param name="revision">The revision that the caller has seen.</param>
    /// <param name="by">Who.</param>
    [Alias("DiscardDraft")]
    Task<AgreementAnswer> DiscardDraftAsync(long revision, string by);

    /// <summary>Signs the draft for a team.</summary>
    /// <param name="team">The team's key.</param>
    /// <param name="hash">Of the text that the signer has seen.</param>
    /// <param name="by">Who.</param>
    [Alias("Sign")]
    Task<AgreementAnswer> SignAsync(string team, string hash, string by);

    /// <summary>Publishes the draft that all teams have signed.</summary>
    /// <param name="inForceFrom">At least a minute ahead.</param>
    /// <param name="hash">Of the text that the caller has seen.</param>
    /// <param name="by">Who.</param>
    [ResponseTimeout("00:01:00"), Alias("Publish")]
    Task<AgreementAnswer> PublishAsync(Instant inForceFrom, string hash, string by);

    /// <summary>What the draft would do to open clocks; null without a draft.</summary>
    /// <param name="inForceFrom">From when it would be in force; null for the earliest.</param>
    /// <param name="scope">Which clocks it would take; null for what the draft says.</param>
    [AlwaysInterleave, ResponseTimeout("00:02:00"), Alias("Preview")]
    Task<AgreementPreview?> PreviewAsync(Instant? inForceFrom, AgreementScope? scope);
}
