namespace FunnelGrains.Cli.Imports;

/// <summary>The content of a <c>--resume</c> file.</summary>
/// <param name="Import">The command, its server and its options; another import must not go on from here.</param>
/// <param name="Inputs">The input files, known by their first bytes; they may have grown.</param>
/// <param name="Position">How many rows and events from the start are settled.</param>
/// <param name="Problems">How many of them were bad or refused.</param>
/// <param name="Listed">Where those are listed; null for nowhere.</param>
internal sealed record ResumeState(string Import, IReadOnlyList<ResumeInput> Inputs, long Position, long Problems = 0, ProblemsListed? Listed = null);

/// <param name="Path">The full path.</param>
/// <param name="HeadLength">How many bytes <paramref name="Head"/> covers.</param>
/// <param name="Head">SHA-256 of the first bytes.</param>
internal sealed record ResumeInput(string Path, int HeadLength, string Head);
