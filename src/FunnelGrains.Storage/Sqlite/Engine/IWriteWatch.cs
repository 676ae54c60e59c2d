namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>Looks after a file's write-ahead log; called on the writing thread, between transactions.</summary>
internal interface IWriteWatch
{
    /// <summary>Whether the log has room.</summary>
    /// <param name="db">The writing connection.</param>
    /// <param name="why">Why not.</param>
    bool MayWrite(SqliteDb db, out Exception why);

    /// <summary>A transaction was tried, and its callers have their answer.</summary>
    void AfterCommit(SqliteDb db);
}
