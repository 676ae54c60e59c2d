using System.Globalization;

namespace FunnelGrains.Testing.Postgres;

/// <summary>The machine's own PostgreSQL: the newest below /usr/lib/postgresql, else what is on the PATH, unless the environment names a folder.</summary>
public static class PostgresBinaries
{
    /// <summary>The environment variable that may name the folder of initdb, pg_ctl and postgres.</summary>
    public const string Variable = "FUNNELGRAINS_POSTGRES_BIN";

    private const string Packaged = "/usr/lib/postgresql";

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The folder; null where there is none.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(folder => Needed.All(name => File.Exists(Path.Combine(folder, name))));

    /// <summary>Why no server can be started here; null when one can.</summary>
    public static string? Missing => Folder is null
        ? $"No PostgreSQL: no folder with {string.Join(", ", Needed)} below {Packaged} or on the PATH; {Variable} may name one."
        : null;

    /// <summary>A program's path.</summary>
    public static string Of(string name) => Path.Combine(Folder ?? throw new InvalidOperationException(Missing), name);

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return [named];
        var packaged = Directory.Exists(Packaged)
            ? Directory.EnumerateDirectories(Packaged).Where(folder => Number(folder) > 0).OrderByDescending(Number).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return packaged.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
    }

    private static double Number(string folder) => double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
