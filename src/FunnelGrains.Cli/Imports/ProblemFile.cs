namespace FunnelGrains.Cli.Imports;

/// <summary>The file of <c>--errors</c>: every bad or refused row, a line each.</summary>
internal sealed class ProblemFile : IDisposable
{
    private readonly FileStream stream;
    private readonly StreamWriter writer;

    private ProblemFile(string path, FileStream stream) => (Path, this.stream, writer) = (path, stream, new StreamWriter(stream));

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Opens it, anew or behind what earlier runs of the same import listed there.</summary>
    /// <param name="path">What <c>--errors</c> says; null without it.</param>
    /// <param name="before">Where earlier runs list their rows; null for none.</param>
    /// <returns>Null when rows are listed nowhere.</returns>
    /// <exception cref="CliException">Earlier runs list their rows in another file.</exception>
    public static ProblemFile? Open(string? path, ProblemsListed? before)
    {
        if ((path ?? before?.Path) is not { } chosen)
            return null;
        var full = System.IO.Path.GetFullPath(chosen);
        if (before is not null && before.Path != full)
            throw CliException.OfUsage($"this import lists its bad rows in {before.Path}; give --errors that file, or leave it out.");
        var stream = new FileStream(full, before is null ? FileMode.Create : FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        // What was listed after the state was written comes again.
        stream.SetLength(Math.Min(stream.Length, before?.Length ?? 0));
        stream.Seek(0, SeekOrigin.End);
        return new ProblemFile(full, stream);
    }

    public void Add(string line) => writer.WriteLine(line);

    /// <summary>Where the lines written so far are; they are in the file.</summary>
    public ProblemsListed Keep()
    {
        writer.Flush();
        return new ProblemsListed(Path, stream.Length);
    }

    public void Dispose() => writer.Dispose();
}

/// <summary>Where bad and refused rows are listed.</summary>
/// <param name="Path">The file, by its full path.</param>
/// <param name="Length">How many of its bytes belong to rows that are settled.</param>
internal sealed record ProblemsListed(string Path, long Length);
