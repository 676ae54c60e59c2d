using Orleans;

namespace FunnelGrains.Domain.Agreements.Comparing;

/// <summary>One thing in which two versions of an agreement differ in meaning.</summary>
/// <param name="Kind">What happened, for programs: <c>clause.target_changed</c>, <c>stage.retired</c>, <c>calendar.exception_added</c> …</param>
/// <param name="Pointer">JSON pointer in the newer document; for what is gone, in the older one.</param>
/// <param name="Old">How it was, short; null for what is new.</param>
/// <param name="New">How it is; null for what is gone.</param>
/// <param name="Sentence">The same for people.</param>
[GenerateSerializer, Immutable, Alias("fg.agreementchange")]
public sealed record AgreementChange(string Kind, string Pointer, string? Old, string? New, LocalText Sentence);
