using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace FunnelGrains.Web.Ingest;

/// <summary>A line of a stream, or what is wrong with it.</summary>
/// <param name="Text">The line without its end; valid until the next is asked for.</param>
/// <param name="Problem">Null for a good line.</param>
/// <param name="IsLast">Nothing after it is read.</param>
internal readonly record struct Line(ReadOnlyMemory<byte> Text, string? Problem, bool IsLast);

/// <summary>Cuts a stream into lines; blank ones are passed over.</summary>
internal static class LineReader
{
    private const int LongestLine = 64 * 1024;
    private const int MostLines = 100_000;

    public static async IAsyncEnumerable<Line> ReadAsync(Stream body, long longest, [EnumeratorCancellation] CancellationToken cancel)
    {
        var reader = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 65_536, leaveOpen: true));
        var (lines, total, skipping) = (0, 0L, false);
        while (true)
        {
            var result = await reader.ReadAsync(cancel);
            var buffer = result.Buffer;
            while (Next(ref buffer, result.IsCompleted, out var text))
            {
                total += text.Length + 1;
                if (skipping)
                {
                    skipping = false;
                    continue;
                }

                if (text.IsEmpty || (text.Length == 1 && text.FirstSpan[0] == '\r')) continue;
                if (++lines > MostLines || total > longest)
                {
                    yield return new Line(default, $"a stream has at most {MostLines} lines and {longest} bytes; send the rest in another", true);
                    yield break;
                }

                yield return text.Length > LongestLine ? TooLong : new Line(text.ToArray(), null, false);
            }

            if (!skipping && buffer.Length > LongestLine)
            {
                skipping = true;
                lines++;
                yield return TooLong;
            }

            if (skipping)
            {
                total += buffer.Length;
                buffer = buffer.Slice(buffer.End);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) yield break;
        }
    }

    private static Line TooLong => new(default, $"a line has at most {LongestLine} bytes", false);

    private static bool Next(ref ReadOnlySequence<byte> buffer, bool completed, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        if (!completed || buffer.IsEmpty) return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }
}
