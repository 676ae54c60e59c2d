using CsvHelper;

namespace FunnelGrains.Cli.Csv;

/// <summary>One row of a CSV file. The fields can be read until the next row is.</summary>
/// <param name="Line">The line where the row starts, from 1.</param>
/// <param name="Fault">What makes the row unreadable; null for a good one.</param>
/// <param name="Offset">Where the row starts, in bytes from the file's start.</param>
internal readonly record struct CsvLine(long Line, string? Fault, long Offset, CsvReader? Fields)
{
    /// <summary>The field without surrounding spaces; empty where the column is blank.</summary>
    public string this[int column] => Fields!.GetString(column).Trim();
}
