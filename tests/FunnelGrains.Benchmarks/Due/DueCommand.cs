using System.CommandLine;

namespace FunnelGrains.Benchmarks.Due;

/// <summary><c>due</c>: how long a due instant takes to work out.</summary>
internal static class DueCommand
{
    public static Command Create()
    {
        var command = new Command("due", "Due instants within two weeks and within a year, with and without pauses, on the calendar of a Brazilian office with its holidays.");
        command.SetAction(_ =>
        {
            DueBenchmark.Run(Console.Out);
            return 0;
        });
        return command;
    }
}
