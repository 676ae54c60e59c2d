using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FunnelGrains.Storage.Sqlite;

/// <summary>
/// Connections for Orleans' grain storage. Each waits for locks inside SQLite, which polls within a millisecond; without that
/// Microsoft.Data.Sqlite sleeps 150 ms between two tries, and grains that write at the same time get a tenth of the rate.
/// </summary>
internal sealed class GrainsDataSource(string path, TimeSpan busyTimeout) : DbDataSource
{
    /// <inheritdoc/>
    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        DefaultTimeout = 5,
    }.ToString();

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => new Connection(ConnectionString, busyTimeout);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        using (var any = new SqliteConnection(ConnectionString)) SqliteConnection.ClearPool(any);
        base.Dispose(disposing);
    }

    // Orleans creates its connections and opens them itself, so the setting has to come with the opening.
    private sealed class Connection(string connectionString, TimeSpan busyTimeout) : SqliteConnection(connectionString)
    {
        private readonly string settings =
            string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout={(int)busyTimeout.TotalMilliseconds}; PRAGMA synchronous=FULL");

        public override void Open()
        {
            base.Open();
            using var set = CreateCommand();
            set.CommandText = settings;
            set.ExecuteNonQuery();
        }
    }
}
