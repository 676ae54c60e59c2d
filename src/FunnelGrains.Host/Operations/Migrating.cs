using System.Globalization;
using FunnelGrains.Storage.Moving;

namespace FunnelGrains.Host.Operations;

/// <summary><c>migrate</c>: from the data folder into PostgreSQL.</summary>
internal static class Migrating
{
    public static void Run(OperatorSettings settings, OperatorConsole console)
    {
        var report = Migration.Run(settings.DataFolder, settings.ConnectionString, TimeProvider.System, step => Tell(console, step), console.Stop);
        foreach (var shard in report.Shards)
            console.Say(Text($"shard {shard.Shard}: {shard.Rows:N0} events, checksum {shard.Checksum} on both sides"));
        console.Say(report.WasThere
            ? Text($"The database {report.Database} holds all of {settings.DataFolder} already: {report.JournalRows:N0} events and {report.Rows:N0} rows in all, verified in {report.Verifying.TotalSeconds:0.0} s.")
            : Text(
                $"Moved {report.JournalRows:N0} events and {report.Rows:N0} rows in all into {report.Database}: copied in {report.Copying.TotalSeconds:0.0} s ({Rate(report):N0} rows/s), verified in {report.Verifying.TotalSeconds:0.0} s."));
        console.Say($"Start with --storage postgres from now on. {settings.DataFolder} is unchanged: keep it until 'funnel audit' is clean, and start nothing on it.");
    }

    private static double Rate(MoveReport report) => report.Rows / Math.Max(report.Copying.TotalSeconds, 0.001);

    private static void Tell(OperatorConsole console, MoveProgress step)
    {
        if (step.Done == 0) console.Tell(Text($"{step.Step} {step.Table}: {step.Total:N0} rows"));
        else if (step.Done < step.Total) console.TellSometimes(() => Text($"{step.Step} {step.Table}: {step.Done:N0} of {step.Total:N0} rows, {100.0 * step.Done / step.Total:0} %"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
