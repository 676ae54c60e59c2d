using System.Security.Cryptography;
using System.Text.Json;

namespace FunnelGrains.Cli.Imports;

/// <summary>Remembers how far an import came, so that the next run can pass over what is settled.</summary>
internal sealed class ResumeFile
{
    private const int HeadBytes = 64 * 1024;
    private readonly string path;
    private readonly ResumeState before;
    private ResumeState state;

    private ResumeFile(string path, ResumeState state) => (this.path, this.state, before) = (path, state, state);

    /// <summary>Items from the start that are settled.</summary>
    public long Position => state.Position;

    /// <summary>How many of what earlier runs settled was bad or refused.</summary>
    public long ProblemsBefore => before.Problems;

    /// <summary>Where those are listed; null for nowhere.</summary>
    public ProblemsListed? ListedBefore => before.Listed;

    /// <param name="path">Where it is kept; it need not exist.</param>
    /// <param name="import">Names the server, the command and the options.</param>
    /// <param name="inputs">The input files.</param>
    /// <exception cref="CliException">The file is of another import, or no resume file.</exception>
    public static ResumeFile Open(string path, string import, IReadOnlyList<string> inputs)
    {
        if (!File.Exists(path))
            return new ResumeFile(path, new ResumeState(import, [.. inputs.Select(input => Head(input, HeadBytes))], 0));
        var state = Read(path);
        var same = state.Import == import && state.Inputs.Count == inputs.Count
            && state.Inputs.Zip(inputs).All(pair => pair.First == Head(pair.Second, pair.First.HeadLength));
        return same
            ? new ResumeFile(path, state)
            : throw new CliException($"{path} remembers another import (other files, options or server); delete it or give another file.");
    }

    /// <summary>Written beside and moved over, so that a kill leaves the old or the new one.</summary>
    /// <param name="position">Items from the start that are settled.</param>
    /// <param name="problems">How many of this run's were bad or refused.</param>
    /// <param name="listed">Where they are listed.</param>
    public void Remember(long position, long problems, ProblemsListed? listed)
    {
        state = state with { Position = position, Problems = before.Problems + problems, Listed = listed };
        var beside = path + ".new";
        File.WriteAllText(beside, CliJson.Serialize(state));
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>The import is complete: the next one begins at the start.</summary>
    public void Forget() => File.Delete(path);

    private static ResumeState Read(string path)
    {
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllText(path), CliJson.Default.ResumeState) is { Import: not null, Inputs: not null, Position: >= 0, Problems: >= 0 } state)
                return state;
        }
        catch (JsonException)
        {
            // Said below, as for a file that is JSON but something else.
        }
        throw new CliException($"{path} is not a resume file of funnel.");
    }

    private static ResumeInput Head(string path, int length)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[Math.Clamp(length, 0, HeadBytes)];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return new ResumeInput(Path.GetFullPath(path), read, Convert.ToHexStringLower(SHA256.HashData(head.AsSpan(0, read))));
    }
}
