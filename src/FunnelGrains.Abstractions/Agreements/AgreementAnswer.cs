using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Abstractions.Agreements;

/// <summary>What became of something that was asked of the agreement.</summary>
/// <param name="Outcome">Whether it was done, or why not.</param>
/// <param name="Detail">Why not, in words; empty when it was done.</param>
/// <param name="Errors">What is wrong with the document, of <see cref="AgreementOutcome.Invalid"/>.</param>
/// <param name="Draft">The draft as it is now; null for none.</param>
/// <param name="Published">The version, after it was published.</param>
[GenerateSerializer, Immutable, Alias("fg.agreementanswer")]
public sealed record AgreementAnswer(
    AgreementOutcome Outcome, string Detail, ImmutableArray<AgreementError> Errors, AgreementDraft? Draft = null, PublishedAgreement? Published = null);

/// <summary>One thing that is wrong with a document.</summary>
/// <param name="Pointer">JSON pointer.</param>
/// <param name="Message">What is wrong.</param>
[GenerateSerializer, Immutable, Alias("fg.agreementerror")]
public readonly record struct AgreementError(string Pointer, string Message);

/// <summary>Whether something was done.</summary>
public enum AgreementOutcome : byte
{
    /// <summary>It was.</summary>
    Done,

    /// <summary>There is no draft.</summary>
    NoDraft,

    /// <summary>The draft is not the one that the caller has seen.</summary>
    Stale,

    /// <summary>The document, or what was asked, is wrong.</summary>
    Invalid,

    /// <summary>It stands against what is there: a signature is missing, nothing changed.</summary>
    Conflict,
}
