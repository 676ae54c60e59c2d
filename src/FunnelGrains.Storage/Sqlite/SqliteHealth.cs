namespace FunnelGrains.Storage.Sqlite;

/// <summary>How the journal's writing connection is, as read back on it.</summary>
/// <param name="Library">Version of the SQLite that is loaded.</param>
/// <param name="JournalMode"><c>wal</c>.</param>
/// <param name="Synchronous"><c>PRAGMA synchronous</c>: 2 (FULL), so that a commit is on the disk when it answers.</param>
/// <param name="WalBytes">Length of the write-ahead log that is in use.</param>
public sealed record SqliteHealth(string Library, string JournalMode, int Synchronous, long WalBytes);
