namespace FunnelGrains.Web.Meetings.Export;

/// <summary>A table of an export: a sheet of a workbook, a part of a text.</summary>
/// <param name="Key">What it is asked for by.</param>
/// <param name="Title">Its name in the export's language, at most 31 characters.</param>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">Each as long as the columns: texts, whole numbers, decimals, <see cref="Share"/>s, local dates, local times, or null.</param>
internal sealed record ExportTable(string Key, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>A share of 1, which a workbook shows as a percentage.</summary>
internal readonly record struct Share(decimal Value);
