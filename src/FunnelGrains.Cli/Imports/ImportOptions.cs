using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Imports;

/// <summary>The options of every import, and the run around a source.</summary>
internal sealed class ImportOptions(CliHost host, ServerOptions server)
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(3);

    private readonly Option<int> batch = new("--batch")
    {
        CustomParser = Batch,
        Description = "Events a request, 1 to 1000.",
        HelpName = "N",
        DefaultValueFactory = _ => 500,
    };

    private readonly Option<string?> resume = new("--resume")
    {
        Description = "Remember in FILE how far the import came, and go on from there. Deleted when the import is complete. Only saves time: repeating an import is always safe.",
        HelpName = "FILE",
    };

    private readonly Option<string?> errors = new("--errors")
    {
        Description = "Write every bad or refused row to FILE, a line each (stderr shows the first 100). With --resume it goes on in the file of the run before.",
        HelpName = "FILE",
    };

    private readonly Option<bool> json = new("--json") { Description = "Print the summary as one JSON object." };

    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No progress and no summary; only what is wrong is written, to stderr." };

    public void AddTo(Command command)
    {
        command.Add(batch);
        command.Add(resume);
        command.Add(errors);
        command.Add(json);
        command.Add(quiet);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(quiet))
                result.AddError("--json and --quiet do not go together");
        });
    }

    private static int Batch(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 1000)
            return n;
        result.AddError("--batch has to be 1 to 1000");
        return 0;
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="source">What is imported.</param>
    /// <param name="identity">The options that decide which events the source gives, for <c>--resume</c>.</param>
    /// <param name="files">The input files; empty for the standard input.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ParseResult parsed, IEventSource source, string identity, IReadOnlyList<string> files)
    {
        var options = server.Read(parsed);
        foreach (var file in files.Where(file => !File.Exists(file)))
            throw new CliException(Directory.Exists(file) ? $"{file} is a folder, not a file." : $"{file} does not exist.");
        var resumeFile = OpenResume(parsed.GetValue(resume), $"{options.BaseAddress} {identity}", files);
        var silent = parsed.GetValue(quiet);
        IImportView view = silent ? new QuietView(host.Error) : host.Terminal ? new BarView(host.Error) : new PlainView(host.Error, host.Time);
        using var problems = new ProblemLog(view.Say, ProblemFile.Open(parsed.GetValue(errors), resumeFile?.ListedBefore));
        using var client = new FunnelClient(options with { Retrying = notice => Say(view, notice) });
        await client.IsReadyAsync(host.Stop);
        var run = new ImportRun(client, host, parsed.GetValue(batch), resumeFile, problems);
        var summary = await view.DuringAsync(() => run.RunAsync(source, view));
        var closing = new ImportClosing(host);
        await closing.SayStoppedAsync(summary, resumeFile is not null);
        if (!silent)
            await closing.PrintAsync(summary, parsed.GetValue(json));
        return summary.ExitCode;
    }

    /// <summary>Short waits pass in silence.</summary>
    private static void Say(IImportView view, RetryNotice notice)
    {
        if (notice.Wait >= LongWait)
            view.Say(string.Create(CultureInfo.InvariantCulture, $"{notice.Reason} Trying again in {notice.Wait.TotalSeconds:0} s."));
    }

    private static ResumeFile? OpenResume(string? path, string import, IReadOnlyList<string> files) => path switch
    {
        null => null,
        _ when files.Count == 0 => throw CliException.OfUsage("--resume needs a file as input; the standard input cannot be read twice."),
        _ => ResumeFile.Open(path, import, files),
    };
}
