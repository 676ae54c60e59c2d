using System.Runtime.CompilerServices;
using FunnelGrains.Cli.Imports;

namespace FunnelGrains.Cli.Ndjson;

/// <summary>A file, or the standard input, with one event a line.</summary>
/// <param name="name">The name in messages.</param>
/// <param name="open">Opens it at its start.</param>
internal sealed class NdjsonSource(string name, Func<Stream> open) : IEventSource
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = open();
        var length = stream.CanSeek ? stream.Length : (long?)null;
        var lines = new LineReader(stream);
        long number = 0;
        await foreach (var line in lines.ReadAsync(cancellationToken))
        {
            number++;
            if (line is { } bytes && Blank(bytes.Span))
                continue;
            yield return Item(number, line, (double)lines.Offset / length);
        }
    }

    private SourceItem Item(long number, ReadOnlyMemory<byte>? line, double? done)
    {
        if (line is not { } bytes)
            return new SourceItem(name, number, null, $"is longer than {LineReader.MostBytes / 1024} KB", done);
        if (number == 1 && bytes.Span.StartsWith(Mark))
            bytes = bytes[Mark.Length..];
        var e = EventLine.Read(bytes, out var reason);
        return new SourceItem(name, number, e, reason, done);
    }

    private static bool Blank(ReadOnlySpan<byte> line) => line.Trim(" \t"u8).IsEmpty;
}
