using System.Collections.Immutable;
using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using NodaTime;

namespace FunnelGrains.Grains.Agreements;

/// <summary>What writes the draft: one at a time, and nothing is known here before it is kept.</summary>
internal sealed partial class AgreementGrain
{
    private const int LongestHistory = 1_000;

    public async Task<AgreementAnswer> SaveDraftAsync(Agreement agreement, long? revision, string by)
    {
        if (await FindBookAsync() is not { } book) return NoWorkspace;
        if (Stale(revision) is { } stale) return stale with { Draft = Draft(book) };
        var draft = agreement with { Version = 0, InForceFrom = Instant.FromUnixTimeTicks(0) };
        var errors = AgreementRules.Check(draft);
        if (errors.Count == 0)
        {
            draft = AgreementRules.WithHolidays(draft, clock.Now, known.Draft is { } before ? AgreementJson.Read(before.Document) : book.Latest.Agreement);
            errors = AgreementRules.CheckNext(draft, book, clock.Now);
        }

        if (errors.Count > 0) return Wrong(errors);
        var (text, hash) = (AgreementJson.Write(draft), AgreementText.HashOf(draft));
        if (known.Draft?.Document == text) return Done(book);
        var voided = known.Draft?.Signatures ?? [];
        await KeepAsync(Next(
            new StoredDraft(text, Now, by, []), known.Revision + 1,
            [.. voided.Select(signature => new StoredDeed(Now, by, "signature_voided", signature.Team, signature.Hash, null)), new StoredDeed(Now, by, "draft_saved", null, hash, null)]));
        return Done(book);
    }

    public async Task<AgreementAnswer> DiscardDraftAsync(long revision, string by)
    {
        if (await FindBookAsync() is not { } book || Draft(book) is not { } draft) return NoDraft;
        if (Stale(revision) is { } stale) return stale with { Draft = draft };
        await KeepAsync(Next(null, known.Revision + 1, [new StoredDeed(Now, by, "draft_discarded", null, draft.Hash, null)]));
        return Done(book);
    }

    public async Task<AgreementAnswer> SignAsync(string team, string hash, string by)
    {
        if (await FindBookAsync() is not { } book || Draft(book) is not { } draft) return NoDraft;
        if (draft.Hash != hash) return OtherText(draft);
        if (!Signatories.Of(book.Latest.Agreement, draft.Agreement).Contains(team)) return Wrong([new FieldError("/team", $"there is no team {team} that has to sign")]);
        if (draft.Signatures.Any(signature => signature.Team == team)) return Done(book);
        await KeepAsync(Next(
            known.Draft! with { Signatures = [.. known.Draft.Signatures, new StoredSignature(team, by, Now, hash)] }, known.Revision, [new StoredDeed(Now, by, "signed", team, hash, null)]));
        return Done(book);
    }

    private static AgreementAnswer NoDraft => new(AgreementOutcome.NoDraft, "there is no draft; PUT one first", []);

    private static AgreementAnswer NoWorkspace => new(AgreementOutcome.NoDraft, "there is no such workspace", []);

    private long Now => clock.Now.ToUnixTimeMilliseconds();

    private AgreementAnswer Done(AgreementBook book) => new(AgreementOutcome.Done, "", [], Draft(book));

    private static AgreementAnswer Wrong(IEnumerable<FieldError> errors) =>
        new(AgreementOutcome.Invalid, "the agreement cannot be taken like this", [.. errors.Select(error => new AgreementError(error.Pointer, error.Message))]);

    private static AgreementAnswer OtherText(AgreementDraft draft) =>
        new(AgreementOutcome.Stale, "the draft has another text now; read it again before it is signed or published", [], draft);

    private AgreementAnswer? Stale(long? revision) => (known.Draft, revision) switch
    {
        (null, null) => null,
        (null, _) => new AgreementAnswer(AgreementOutcome.Stale, "there is no draft any more", []),
        (_, null) => new AgreementAnswer(AgreementOutcome.Stale, "there is a draft; read it, and say with If-Match which one is to be replaced", []),
        var (_, seen) => seen == known.Revision ? null : new AgreementAnswer(AgreementOutcome.Stale, "somebody else has changed the draft meanwhile; read it again", []),
    };

    private AgreementState Next(StoredDraft? draft, long revision, IEnumerable<StoredDeed> deeds) => new()
    {
        Revision = revision,
        Draft = draft,
        Pending = known.Pending,
        Publications = known.Publications,
        History = [.. known.History.Concat(deeds).TakeLast(LongestHistory)],
    };

    private async Task KeepAsync(AgreementState next)
    {
        state.State = next;
        await state.KeepAsync(this);
        known = next;
    }
}
