using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Web.Meetings.Export;

/// <summary>
/// Tables as text (RFC 4180, UTF-8 with its mark, so that Excel shows accents). In Portuguese fields are parted by semicolons and decimals by a comma, as Excel in Brazil reads and
/// writes them; dates are ISO in both languages.
/// </summary>
internal static class CsvTables
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm':'ss");

    /// <param name="tables">One table is a header and its rows; several stand below each other, each under its title, parted by an empty line.</param>
    /// <param name="words">The language.</param>
    public static byte[] Write(IReadOnlyList<ExportTable> tables, ExportLanguage words)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var table in tables)
        {
            if (tables.Count > 1)
            {
                if (text.Length > 1) text.Append("\r\n");
                Line(text, [table.Title], words);
            }

            Line(text, table.Columns, words);
            foreach (var row in table.Rows) Line(text, row, words);
        }

        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text.ToString());
    }

    private static void Line(StringBuilder text, IEnumerable<object?> cells, ExportLanguage words) =>
        text.AppendJoin(words.IsPortuguese ? ';' : ',', cells.Select(cell => Field(cell, words))).Append("\r\n");

    private static string Field(object? cell, ExportLanguage words) => cell switch
    {
        null => "",
        string text => Quoted(CellText.Guarded(text)),
        long number => number.ToString(CultureInfo.InvariantCulture),
        decimal number => Number(number, words),
        Share share => Number(share.Value, words),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        LocalDateTime time => Time.Format(time),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell.GetType(), "Not a cell."),
    };

    private static string Number(decimal number, ExportLanguage words)
    {
        var text = number.ToString("0.############################", CultureInfo.InvariantCulture);
        return words.IsPortuguese ? text.Replace('.', ',') : text;
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",;\"\r\n\t") || text.StartsWith(' ') || text.EndsWith(' ') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
