using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FunnelGrains.Cli.Imports;

/// <summary>A progress bar with count and rate, for a terminal.</summary>
internal sealed class BarView(TextWriter output) : IImportView
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
    private ProgressTask? task;

    public Task<ImportSummary> DuringAsync(Func<Task<ImportSummary>> import) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new TextColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                task = context.AddTask("importing");
                task.IsIndeterminate = true;
                return import();
            });

    public void Show(ImportTally tally, double? done, string? place)
    {
        if (task is null)
            return;
        task.Description = string.Create(CultureInfo.InvariantCulture, $"{tally.Events:N0} events, {tally.Rate:N0}/s");
        task.IsIndeterminate = done is null;
        task.Value = 100 * (done ?? 0);
    }

    public void Say(string line) => console.WriteLine(line);

    /// <summary>Unlike the built-in column it does not wrap and keeps the text at the left.</summary>
    private sealed class TextColumn : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Description).Overflow(Overflow.Ellipsis);
    }
}
