namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>One of the storage's files.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Kind"><c>journal</c>, <c>read</c> or <c>grains</c>.</param>
/// <param name="PageSize">Bytes in a page of a file that is to be created; an existing one keeps its own.</param>
internal sealed record SqliteFile(string Path, string Kind, int PageSize);
