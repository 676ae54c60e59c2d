using NodaTime;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace FunnelGrains.Web.Meetings.Export;

/// <summary>Tables as a workbook: a sheet each, with numbers as numbers and dates as dates; no cell is a formula, whatever its text begins with.</summary>
internal static class ExcelTables
{
    private const int NarrowestColumn = 10;
    private const int WidestColumn = 60;

    /// <summary>Writes the workbook.</summary>
    /// <param name="tables">A sheet each.</param>
    /// <param name="words">The language, by which dates are shown.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<byte[]> WriteAsync(IReadOnlyList<ExportTable> tables, ExportLanguage words, CancellationToken cancel)
    {
        using var stream = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(stream, cancellationToken: cancel))
        {
            var day = words.Of("dd/mm/yyyy", "yyyy-mm-dd");
            var styles = new Styles(
                book.AddStyle(new Style { Font = { Bold = true } }), book.AddStyle(new Style { Format = NumberFormat.Custom("0.0%") }),
                book.AddStyle(new Style { Format = NumberFormat.Custom(day) }), book.AddStyle(new Style { Format = NumberFormat.Custom($"{day} hh:mm:ss") }));
            foreach (var table in tables)
            {
                await book.StartWorksheetAsync(table.Title, OptionsOf(table), cancel);
                await book.AddRowAsync(table.Columns.Select(column => new Cell(CellText.ForXml(column), styles.Header)).ToList(), cancel);
                foreach (var row in table.Rows) await book.AddRowAsync(row.Select(cell => CellOf(cell, styles)).ToList(), cancel);
            }

            await book.FinishAsync(cancel);
        }

        return stream.ToArray();
    }

    private static WorksheetOptions OptionsOf(ExportTable table)
    {
        var options = new WorksheetOptions { FrozenRows = 1 };
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var longest = table.Rows.Select(row => row[i] is string text ? text.Length : 19).Append(table.Columns[i].Length).Max();
            options.Column(i + 1).Width = Math.Clamp(longest + 2, NarrowestColumn, WidestColumn);
        }

        return options;
    }

    private static Cell CellOf(object? cell, Styles styles) => cell switch
    {
        null => new Cell((string?)null),
        string text => new Cell(CellText.ForXml(text)),
        long number => new Cell(number),
        decimal number => new Cell(number),
        Share share => new Cell(share.Value, styles.Share),
        LocalDate date => new Cell(date.ToDateTimeUnspecified(), styles.Date),
        LocalDateTime time => new Cell(time.ToDateTimeUnspecified(), styles.Time),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell.GetType(), "Not a cell."),
    };

    private sealed record Styles(StyleId Header, StyleId Share, StyleId Date, StyleId Time);
}
