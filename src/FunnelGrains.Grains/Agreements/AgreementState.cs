using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Comparing;
using FunnelGrains.Domain.Agreements.Documents;
using NodaTime;

namespace FunnelGrains.Grains.Agreements;

/// <summary>What is kept of a workspace's agreement besides its versions: plain types, so that the text stays readable for years. Documents are kept as their own JSON.</summary>
internal sealed class AgreementState
{
    /// <summary>The number of the last change to a draft.</summary>
    public long Revision { get; set; }

    public StoredDraft? Draft { get; set; }

    /// <summary>A version on its way into the table: whether it arrived is seen there.</summary>
    public StoredPublication? Pending { get; set; }

    public List<StoredPublication> Publications { get; set; } = [];

    /// <summary>The latest last.</summary>
    public List<StoredDeed> History { get; set; } = [];
}

/// <summary>The draft.</summary>
internal sealed record StoredDraft(string Document, long SavedAtUnixMs, string SavedBy, List<StoredSignature> Signatures)
{
    public AgreementDraft ToDraft(long revision, IEnumerable<string> teams)
    {
        var agreement = AgreementJson.Read(Document);
        return new AgreementDraft(
            agreement, revision, AgreementText.HashOf(agreement), Instant.FromUnixTimeMilliseconds(SavedAtUnixMs), SavedBy, [.. Signatures.Select(signature => signature.ToSignature())],
            [.. teams.Where(team => Signatures.TrueForAll(signature => signature.Team != team))]);
    }
}

/// <summary>A signature.</summary>
internal sealed record StoredSignature(string Team, string By, long AtUnixMs, string Hash)
{
    public AgreementSignature ToSignature() => new(Team, By, Instant.FromUnixTimeMilliseconds(AtUnixMs), Hash);
}

/// <summary>A publication.</summary>
internal sealed record StoredPublication(int Version, string Hash, long AtUnixMs, string By, List<StoredSignature> Signatures, List<StoredChange> Changes)
{
    public AgreementPublication ToPublication() => new(
        Version, Instant.FromUnixTimeMilliseconds(AtUnixMs), By, [.. Signatures.Select(signature => signature.ToSignature())], [.. Changes.Select(change => change.ToChange())]);
}

/// <summary>A change against the version before.</summary>
internal sealed record StoredChange(string Kind, string Pointer, string? Old, string? New, string Pt, string En)
{
    public static StoredChange Of(AgreementChange change) => new(change.Kind, change.Pointer, change.Old, change.New, change.Sentence.Pt, change.Sentence.En);

    public AgreementChange ToChange() => new(Kind, Pointer, Old, New, new LocalText(Pt, En));
}

/// <summary>Something that was done.</summary>
internal sealed record StoredDeed(long AtUnixMs, string By, string What, string? Team, string? Hash, int? Version)
{
    public AgreementDeed ToDeed() => new(Instant.FromUnixTimeMilliseconds(AtUnixMs), By, What, Team, Hash, Version);
}
