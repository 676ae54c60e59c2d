using System.Security.Cryptography;
using System.Text.Json;

namespace FunnelGrains.Cli.Imports;

/// <summary>Remembers how far an import came, so that the next run can pass over what is settled.</summary>
internal sealed class ResumeFile
{
    private const int HeadBytes = 64 * 1024;
    private readonly string path;
    private ResumeState state;

    private ResumeFile(string path, ResumeState state) => (this.path, this.state) = (path, state);

    /// <summary>Items from the start that are settled.</summary>
    public long Position => state.Position;

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
    public void Remember(long position)
    {
        state = state with { Position = position };
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
            if (JsonSerializer.Deserialize(File.ReadAllText(path), CliJson.Default.ResumeState) is { Import: not null, Inputs: not null, Position: >= 0 } state)
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
