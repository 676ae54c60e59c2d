using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;

namespace FunnelGrains.Cli.Csv;

/// <summary>A CSV file with a header row, streamed; its separator is found in the file unless it is given.</summary>
internal sealed class CsvFile : IDisposable
{
    /// <summary>No honest row is longer; a quote that is never closed stops here rather than eat the memory.</summary>
    private const int MostRowBytes = 1024 * 1024;

    private readonly CsvReader reader;
    private readonly Dictionary<long, CsvMalformedRecord> malformed = [];

    public CsvFile(string path, char? separator = null, Encoding? encoding = null)
    {
        Path = path;
        Length = new FileInfo(path).Length;
        reader = CsvReader.FromFile(path, new CsvReaderOptions
        {
            Separator = separator,
            Encoding = encoding,
            TrackLineNumbers = true,
            MaxRecordSize = MostRowBytes,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = record => malformed[record.LineNumber] = record,
        });
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="CliException">The column is not there, or several are called so.</exception>
    public int Column(string name, string? purpose = null)
    {
        var headers = Headers();
        foreach (var comparison in new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase })
        {
            var found = Enumerable.Range(0, headers.Count).Where(i => string.Equals(headers[i].Trim(), name.Trim(), comparison)).ToList();
            if (found.Count == 1)
                return found[0];
            if (found.Count > 1)
                throw new CliException($"{Path}: {found.Count} columns are called '{name}'.");
        }
        var use = purpose is null ? "" : $" (for {purpose})";
        throw new CliException($"{Path}: there is no column '{name}'{use}; the columns are {string.Join(", ", headers)}.");
    }

    /// <exception cref="CliException">The file cannot be read further.</exception>
    public async IAsyncEnumerable<CsvLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken))
        {
            var line = reader.LineNumber;
            var offset = reader.ByteOffset;
            foreach (var fault in Skipped(before: line))
                yield return fault;
            malformed.Remove(line, out var record);
            yield return new CsvLine(line, Fault(record), offset, reader);
        }
        foreach (var fault in Skipped(before: long.MaxValue))
            yield return fault;
    }

    public void Dispose() => reader.Dispose();

    private IReadOnlyList<string> Headers()
    {
        try
        {
            return reader.Headers is { Count: > 0 } headers ? headers : throw new CliException($"{Path} is empty; its first row has to name the columns.");
        }
        catch (CsvFormatException wrong)
        {
            throw new CliException($"{Path}: {wrong.Message}");
        }
    }

    private async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (CsvFormatException wrong)
        {
            throw new CliException($"{Path}:{wrong.LineNumber}: {wrong.Message}");
        }
    }

    private List<CsvLine> Skipped(long before)
    {
        if (malformed.Count == 0)
            return [];
        var faults = malformed.Values.Where(record => record.LineNumber < before).OrderBy(record => record.LineNumber).ToList();
        faults.ForEach(record => malformed.Remove(record.LineNumber));
        return [.. faults.Where(record => record.Skipped)
            .Select(record => new CsvLine(record.LineNumber, Fault(record), record.ByteOffset, null))];
    }

    /// <summary>A stray quote inside a field (5" pipe) is text and no fault.</summary>
    private static string? Fault(CsvMalformedRecord? record) => record?.Reason switch
    {
        null or CsvMalformedReason.StrayQuote => null,
        CsvMalformedReason.FieldCountMismatch => "the row has more or fewer fields than the header",
        CsvMalformedReason.UnterminatedQuote => "a quote is opened and never closed",
        CsvMalformedReason.TextAfterClosingQuote => "there is text after a closing quote",
        { } other => $"the row is malformed ({other})",
    };
}
