using Npgsql;

namespace FunnelGrains.Storage.Postgres.Engine;

/// <summary>What a failure says about what else would happen.</summary>
internal static class PostgresFailures
{
    /// <summary>Whether the database or the way to it failed, and not the program.</summary>
    public static bool IsOfTheDatabase(this Exception why) => why is NpgsqlException or ObjectDisposedException or TimeoutException or IOException;

    /// <summary>Whether the row's key is taken.</summary>
    public static bool IsTaken(this Exception why) => why is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>
    /// Whether the statement, its values or a lock that it needs is at fault, so that other work of the same transaction would succeed without it. All else (disk
    /// full, shutting down, connection lost) concerns the server.
    /// </summary>
    public static bool IsOfTheStatement(this Exception why) => why switch
    {
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled } => true,
        PostgresException said => said.SqlState[..2] is "21" or "22" or "23" or "40" or "42" or "54",
        NpgsqlException or ObjectDisposedException or TimeoutException or IOException => false,
        _ => true,
    };

    /// <summary>Whether the connection is gone, so that the same on another one may well succeed: a pool's idle ones die with the server.</summary>
    public static bool IsLostConnection(this Exception why) => why switch
    {
        PostgresException said => said.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException } => true,
        _ => false,
    };
}
