using System.Text.Json;
using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Comparing;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Web.Wire;
using NodaTime;

namespace FunnelGrains.Web.Agreements;

/// <summary>Turns what the agreement's grain says into bodies.</summary>
internal static class AgreementBodies
{
    public static DraftBody Of(AgreementDraft draft) => new(
        draft.Revision, draft.Hash, draft.SavedAt, draft.SavedBy, [.. draft.Signatures.Select(Of)], draft.MissingTeams, Of(draft.Agreement));

    /// <param name="version">The version.</param>
    /// <param name="all">All versions.</param>
    /// <param name="now">The time.</param>
    public static VersionBody Of(PublishedAgreement version, IReadOnlyCollection<PublishedAgreement> all, Instant now) => new(
        version.Agreement.Version, version.Agreement.InForceFrom, StatusOf(version.Agreement, all, now), version.Hash, version.Publication?.At, version.Publication?.By,
        [.. (version.Publication?.Signatures ?? []).Select(Of)], [.. (version.Publication?.Changes ?? []).Select(Of)], Of(version.Agreement));

    public static ChangeBody Of(AgreementChange change) => new(change.Kind, change.Pointer, change.Old, change.New, change.Sentence);

    public static DeedBody Of(AgreementDeed deed) => new(deed.At, deed.By, deed.What, deed.Team, deed.Hash, deed.Version);

    public static PreviewBody Of(AgreementPreview preview) => new(
        preview.InForceFrom, NameOf(preview.Scope), preview.Clauses.Sum(clause => clause.Open), preview.Clauses.Sum(clause => clause.Moving), preview.Clauses.Sum(clause => clause.DueChanging),
        preview.Clauses.Sum(clause => clause.Breaching), preview.Clauses.Sum(clause => clause.Cancelled),
        [.. preview.Clauses.Select(clause => new ClausePreviewBody(clause.Clause, clause.Open, clause.Moving, clause.DueChanging, clause.Breaching, clause.Cancelled))],
        [.. preview.Samples.Select(clock => new SampleBody(
            clock.Lead, clock.Clause, clock.StartEvent, clock.OldDue, clock.NewDue, JsonNamingPolicy.SnakeCaseLower.ConvertName(clock.Effect.ToString())))]);

    public static string NameOf(AgreementScope scope) => scope == AgreementScope.OpenClocks ? "open_clocks" : "new_clocks";

    /// <summary>The document as it is written everywhere.</summary>
    public static AgreementBody Of(Agreement agreement) => JsonSerializer.Deserialize<AgreementBody>(AgreementJson.Write(agreement), WireJson.Options)!;

    private static SignatureBody Of(AgreementSignature signature) => new(signature.Team, signature.By, signature.At, signature.Hash);

    private static string StatusOf(Agreement version, IReadOnlyCollection<PublishedAgreement> all, Instant now)
    {
        var later = all.Select(other => other.Agreement).Where(other => other.Version > version.Version).ToList();
        if (later.Exists(other => other.InForceFrom <= version.InForceFrom)) return "replaced";
        if (version.InForceFrom > now) return "coming";
        return later.Exists(other => other.InForceFrom <= now) ? "past" : "in_force";
    }
}
