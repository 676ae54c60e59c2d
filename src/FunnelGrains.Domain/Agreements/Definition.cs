using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>An entry of the glossary: what the two teams mean by a word, for example when a lead is an MQL.</summary>
/// <param name="Key">For example <c>mql</c>; that of a stage where it defines one.</param>
/// <param name="Term">The word.</param>
/// <param name="Meaning">What it means, in sentences.</param>
[GenerateSerializer, Immutable, Alias("fg.definition")]
public sealed record Definition(string Key, LocalText Term, LocalText Meaning);
