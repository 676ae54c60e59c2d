using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using FunnelGrains.Web.Bodies;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Ingest;

/// <summary>A line of a stream, or what is wrong with it.</summary>
/// <param name="Text">The line without its end; valid until the next is asked for.</param>
/// <param name="Problem">Null for a line that can be looked at.</param>
/// <param name="End">Nothing from here on is read, and why; null while the stream goes on.</param>
internal readonly record struct Line(ReadOnlyMemory<byte> Text, string? Problem = null, BodyRefusal? End = null);

/// <summary>Cuts a stream into lines; blank ones are passed over, and so is a byte order mark.</summary>
internal static class LineReader
{
    /// <summary>Most bytes of a line.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>Most lines of a stream, and as many blank ones again.</summary>
    public const int MostLines = 100_000;

    /// <summary>Said of a stream beyond the bounds.</summary>
    public static BodyRefusal TooLong { get; } = new(
        StatusCodes.Status413PayloadTooLarge, $"a stream has at most {MostLines} lines and {LineBody.Longest} bytes; send the rest in another");

    private static Line LineTooLong => new(default, $"a line has at most {LongestLine} bytes");

    public static async IAsyncEnumerable<Line> ReadAsync(Stream body, long longest, [EnumeratorCancellation] CancellationToken cancel)
    {
        var reader = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 65_536, leaveOpen: true));
        var (lines, blank, total, skipping) = (0, 0, 0L, false);
        while (true)
        {
            var (result, broken) = await ReadAsync(reader, cancel);
            if (broken is not null)
            {
                yield return new Line(default, End: broken);
                yield break;
            }

            var buffer = result.Buffer;
            while (Next(ref buffer, result.IsCompleted, out var text))
            {
                total += text.Length + 1;
                if (skipping)
                {
                    skipping = false;
                    continue;
                }

                if (lines == 0) text = WithoutMark(text);
                // Blank lines cost little, but not nothing: some kilobytes unpack to a hundred million of them.
                if (IsBlank(text) && ++blank <= MostLines) continue;
                if (++lines > MostLines || blank > MostLines || total > longest)
                {
                    yield return new Line(default, End: TooLong);
                    yield break;
                }

                yield return text.Length > LongestLine ? LineTooLong : new Line(text.IsSingleSegment ? text.First : text.ToArray());
            }

            if (!skipping && buffer.Length > LongestLine)
            {
                skipping = true;
                lines++;
                yield return LineTooLong;
            }

            if (skipping)
            {
                total += buffer.Length;
                buffer = buffer.Slice(buffer.End);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (total > longest)
            {
                yield return new Line(default, End: TooLong);
                yield break;
            }

            if (result.IsCompleted) yield break;
        }
    }

    private static async ValueTask<(ReadResult Result, BodyRefusal? Broken)> ReadAsync(PipeReader reader, CancellationToken cancel)
    {
        try
        {
            return (await reader.ReadAsync(cancel), null);
        }
        catch (Exception failed) when (BodyRefusal.Of(failed) is { } broken)
        {
            return (default, broken);
        }
    }

    private static ReadOnlySequence<byte> WithoutMark(in ReadOnlySequence<byte> text)
    {
        Span<byte> start = stackalloc byte[3];
        if (text.Length < start.Length) return text;
        text.Slice(0, start.Length).CopyTo(start);
        return start.SequenceEqual("\uFEFF"u8) ? text.Slice(start.Length) : text;
    }

    private static bool IsBlank(in ReadOnlySequence<byte> text)
    {
        foreach (var part in text)
            if (part.Span.IndexOfAnyExcept(" \t\r"u8) >= 0) return false;
        return true;
    }

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
