using System.CommandLine;

namespace FunnelGrains.Cli.Operations;

/// <summary><c>funnel migrate</c>, <c>backup</c> and <c>restore</c>: what the server's program does with its data.</summary>
internal static class OperationCommands
{
    private const string Beside = "Runs where the data are, with the server's program FunnelGrains.Host: beside funnel, on the PATH, or named in FUNNEL_HOST.";

    private const string Migrate = $"""
        Moves an installation from its data folder into an empty PostgreSQL database.

        Nothing may run on the folder meanwhile. All is copied, read back and compared before any of it counts: an interrupted run leaves the database empty, and is run again.
        The database is ConnectionStrings__FunnelGrains (a variable, since it holds a password).
        {Beside}

        Examples:
          export ConnectionStrings__FunnelGrains='Host=db;Database=funnel;Username=funnel;Password=…'
          funnel migrate --data /var/lib/funnelgrains
        """;

    private const string Backup = $"""
        Copies the data folder, also while the server runs.

        Holds the journal and the small documents, each as of one moment; counts are made again from the journal. Keep it as safe as the data: it holds keys.
        {Beside}

        Examples:
          funnel backup --data /var/lib/funnelgrains --to /backups/2026-11-02
        """;

    private const string Restore = $"""
        Brings a backup into an empty data folder.

        Each file is compared with what the backup says of it. Then start the server with the folder and prove it with 'funnel audit'.
        {Beside}

        Examples:
          funnel restore --from /backups/2026-11-02 --data /var/lib/funnelgrains
        """;

    public static IEnumerable<Command> Create(CliHost host) =>
    [
        Of(host, "migrate", Migrate),
        Of(host, "backup", Backup, Folder("--to", "Where the backup goes: a folder that is empty or not there yet.")),
        Of(host, "restore", Restore, Folder("--from", "Where the backup is.")),
    ];

    private static Command Of(CliHost host, string name, string description, params Option<string>[] more)
    {
        var data = new Option<string?>("--data") { Description = "The data folder. [default: ./data]", HelpName = "DIR" };
        var command = new Command(name, description) { data };
        foreach (var option in more) command.Add(option);
        command.SetAction((parsed, _) =>
        {
            List<string> line = [name];
            if (parsed.GetValue(data) is { } folder) line.AddRange(["--data", folder]);
            foreach (var option in more) line.AddRange([option.Name, parsed.GetValue(option)!]);
            return ServerProgram.RunAsync(host, line);
        });
        return command;
    }

    private static Option<string> Folder(string name, string description) => new(name) { Description = description, HelpName = "DIR", Required = true };
}
