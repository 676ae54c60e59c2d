using System.Diagnostics;

namespace FunnelGrains.Testing.Postgres;

/// <summary>Runs PostgreSQL's programs, as an ordinary user where the tests run as root, which PostgreSQL refuses.</summary>
internal static class PostgresCommand
{
    private static readonly string[] Users = ["postgres", "nobody"];

    /// <summary>The user to run as; null for the user of the tests.</summary>
    public static string? User { get; } = Environment.IsPrivilegedProcess ? Users.First(Exists) : null;

    /// <summary>Starts a program that ends by itself or with its standard input.</summary>
    public static Process Start(string folder, bool input, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(User is null ? program : "setpriv") { WorkingDirectory = folder, RedirectStandardInput = input };
        if (User is not null) foreach (var part in (string[])[$"--reuid={User}", $"--regid={Group(User)}", "--clear-groups", "--", program]) start.ArgumentList.Add(part);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }

    /// <summary>Runs a shell line to its end; what it says goes into <c>setup.log</c> of the folder.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public static async Task ShellAsync(string folder, string line, CancellationToken cancel)
    {
        using var process = Start(folder, input: false, "sh", "-c", $"{{ {line}; }} >> setup.log 2>&1 < /dev/null");
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{line} ended with {process.ExitCode}:\n{await File.ReadAllTextAsync(Path.Combine(folder, "setup.log"), cancel)}");
    }

    /// <summary>A folder that the user may write to.</summary>
    public static async Task<string> CreateFolderAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("funnelgrains-postgres-").FullName;
        if (User is null) return folder;
        using var give = Process.Start("chown", [$"{User}:{Group(User)}", folder]);
        await give.WaitForExitAsync(cancel);
        return give.ExitCode == 0 ? folder : throw new InvalidOperationException($"chown {User} {folder} ended with {give.ExitCode}");
    }

    private static bool Exists(string user) => File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{user}:", StringComparison.Ordinal));

    private static string Group(string user) => File.ReadLines("/etc/passwd").First(line => line.StartsWith($"{user}:", StringComparison.Ordinal)).Split(':')[3];
}
