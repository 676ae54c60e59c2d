using System.Globalization;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Engine;

/// <summary>
/// The storage's connections: a small pool for each purpose, so that none starves another. Settings go with the start of a session, since a pool
/// resets what is set later. Sessions bear names, for whoever looks at pg_stat_activity, and for claims, which end only ours.
/// </summary>
internal sealed class Sources : IDisposable
{
    private const string Ours = "FunnelGrains ";

    /// <summary>
    /// Whatever the database or the role was set up with: each statement sees what was committed before it, an idle session stays, and one that stands still
    /// inside a transaction goes after a minute even when nobody claims what it holds.
    /// </summary>
    private const string Always =
        @"-c default_transaction_isolation=read\ committed -c TimeZone=UTC -c idle_session_timeout=0 -c idle_in_transaction_session_timeout=60000";

    // The server would plan the lane's one statement anew each time, as long as it is, for its arrays.
    private const string OnePlan = "-c plan_cache_mode=force_generic_plan";
    private const int Claimants = 4;
    private const string Durable = "on";
    private const string Lazy = "off";

    /// <summary>The names of the sessions that own something for an activation. One that moves the schema is not among them: it may take its time.</summary>
    public static readonly string[] Owners = [Ours + "journal", Ours + "claims", Ours + "saves", Ours + "notices"];

    private readonly string connectionString;

    /// <exception cref="ArgumentException">The connection string is not one.</exception>
    public Sources(string connectionString, PostgresOptions options)
    {
        this.connectionString = connectionString;
        Setup = Build("setup", 1, TimeSpan.FromSeconds(30), Durable, options.CommandTimeout * 10, pooled: false);
        Lanes = Build("journal", options.Lanes, options.LockTimeout, Durable, options.CommandTimeout / 3, pooled: false, OnePlan);
        Claims = new Pool(Build("claims", Claimants, options.ClaimTimeout, Durable, options.CommandTimeout), Claimants, asked: true);
        Watch = new Pool(Build("watch", 1, options.LockTimeout, Durable, options.CommandTimeout), 1);
        Reads = new Pool(Build("reads", options.Readers, options.ClaimTimeout, Durable, options.CommandTimeout), options.Readers);
        Saves = new Pool(Build("saves", options.Savers, options.ClaimTimeout, Lazy, options.CommandTimeout), options.Savers);
        Notices = new Pool(Build("notices", 2, options.ClaimTimeout, Durable, options.CommandTimeout), 2);
        Cluster = Build("cluster", 4, options.ClaimTimeout, Durable, options.CommandTimeout / 10, compiles: false);
        Grains = Build("grains", options.GrainConnections, options.ClaimTimeout, Durable, options.CommandTimeout, compiles: false);
    }

    /// <summary>For schema scripts.</summary>
    public NpgsqlDataSource Setup { get; }

    /// <summary>For appending: lasting connections outside any pool.</summary>
    public NpgsqlDataSource Lanes { get; }

    /// <summary>For what must get past a frozen owner.</summary>
    public Pool Claims { get; }

    /// <summary>For looking at who holds up whom.</summary>
    public Pool Watch { get; }

    /// <summary>For reading.</summary>
    public Pool Reads { get; }

    /// <summary>For the read model's checkpoints.</summary>
    public Pool Saves { get; }

    /// <summary>For messages that go out.</summary>
    public Pool Notices { get; }

    /// <summary>For who is in the cluster, the key ring and the time.</summary>
    public NpgsqlDataSource Cluster { get; }

    /// <summary>For Orleans.</summary>
    public NpgsqlDataSource Grains { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in (IDisposable[])[Setup, Lanes, Claims, Watch, Reads, Saves, Notices, Cluster, Grains]) source.Dispose();
    }

    private NpgsqlDataSource Build(string name, int most, TimeSpan lockTimeout, string commit, TimeSpan commandTimeout, bool pooled = true, string more = "", bool compiles = true)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        given.ApplicationName = Ours + name;
        given.Pooling = pooled;
        if (pooled) (given.MinPoolSize, given.MaxPoolSize) = (0, most);
        given.Timeout = 5;
        given.CommandTimeout = Math.Max(1, (int)Math.Ceiling(commandTimeout.TotalSeconds));
        // What others use without our pool has no one to notice that a session forgot a statement.
        given.MaxAutoPrepare = compiles ? 100 : 0;
        given.AutoPrepareMinUsages = 2;
        given.KeepAlive = 0;
        given.Options = string.Create(
            CultureInfo.InvariantCulture,
            $"{given.Options} {Always} -c synchronous_commit={commit} -c lock_timeout={(int)lockTimeout.TotalMilliseconds} {more}").Trim();
        return new NpgsqlDataSourceBuilder(given.ConnectionString).Build();
    }
}
