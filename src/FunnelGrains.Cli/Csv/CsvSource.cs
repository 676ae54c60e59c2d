using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using FunnelGrains.Cli.Imports;
using FunnelGrains.Cli.Times;

namespace FunnelGrains.Cli.Csv;

/// <summary>A CSV file whose rows are events by the rules of <c>--map</c>.</summary>
internal sealed class CsvSource(
    string path, char? separator, Encoding? encoding, IReadOnlyList<FieldRule> rules, TimeReader times, CultureInfo culture) : IEventSource
{
    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var file = new CsvFile(path, separator, encoding);
        var mapper = new RowMapper(file, rules, times, culture);
        await foreach (var line in file.ReadAsync(cancellationToken))
        {
            var reason = line.Fault;
            var e = reason is null ? mapper.Map(line, out reason) : null;
            yield return new SourceItem(path, line.Line, e, reason, (double)line.Offset / file.Length);
        }
    }
}
