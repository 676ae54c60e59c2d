using System.Runtime.CompilerServices;

namespace FunnelGrains.Cli.Ndjson;

/// <summary>The lines of a stream of any length, in one buffer; a line longer than the bound is passed over and told.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>The server takes no longer line.</summary>
    public const int MostBytes = 64 * 1024;

    private readonly byte[] buffer = new byte[2 * MostBytes];
    private int start;
    private int end;
    private bool ended;

    /// <summary>Bytes of the lines given so far.</summary>
    public long Offset { get; private set; }

    /// <returns>Each line without its break; null for one that is too long. The memory is valid until the next line.</returns>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>?> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tooLong = false;
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0 || (ended && end > start))
            {
                var line = buffer.AsMemory(start, length >= 0 ? length : end - start);
                Pass(length >= 0 ? length + 1 : end - start);
                yield return tooLong || Trim(line).Length > MostBytes ? (ReadOnlyMemory<byte>?)null : Trim(line);
                tooLong = false;
                continue;
            }
            if (ended)
            {
                if (tooLong)
                    yield return null;
                yield break;
            }
            if (end - start > MostBytes + 2)
            {
                tooLong = true;
                Pass(end - start);
            }
            await FillAsync(cancellationToken);
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        // A read of the standard input cannot be cancelled; the wait for it can.
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).AsTask().WaitAsync(cancellationToken);
        ended = read == 0;
        end += read;
    }

    private void Pass(int bytes)
    {
        start += bytes;
        Offset += bytes;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line) =>
        line.Span.EndsWith("\r"u8) ? line[..^1] : line;
}
