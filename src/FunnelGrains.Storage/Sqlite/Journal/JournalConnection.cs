using System.Globalization;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>The journal's writing connection: its settings decide whether an answered event survives a power cut, so they are read back.</summary>
internal static class JournalConnection
{
    /// <summary><c>PRAGMA synchronous</c> of a commit that is on the disk when it answers.</summary>
    public const long Full = 2;

    /// <exception cref="SqliteFailure">It cannot be opened.</exception>
    /// <exception cref="InvalidOperationException">The settings did not take.</exception>
    public static SqliteDb Open(SqliteFile file, SqliteOptions options)
    {
        var db = SqliteDb.Open(file.Path, SqliteAccess.Write, options.BusyTimeout);
        try
        {
            db.Execute("PRAGMA synchronous=FULL; PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=0");
            // A log that grew long behind a slow reader is cut back to this when it begins anew; overwriting a file costs less than extending it.
            db.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA journal_size_limit={options.CheckpointBytes * 2}"));
            if (options.MaxJournalPages is { } pages) db.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={pages}"));
            var settings = (Mode: db.ReadText("PRAGMA journal_mode"), Synchronous: db.ReadLong("PRAGMA synchronous"));
            if (settings != ("wal", Full))
                throw new InvalidOperationException($"The journal's settings did not take: journal mode {settings.Mode}, synchronous {settings.Synchronous}");
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }
}
