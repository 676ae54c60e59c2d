namespace FunnelGrains.Host.Operations;

/// <summary>Where an operator's command tells what it does: results on one side, progress on the other, a line a second at most.</summary>
internal sealed class OperatorConsole(TextWriter results, TextWriter progress, TimeProvider time, CancellationToken stop)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long? told;

    /// <summary>Set when the operator asked to end.</summary>
    public CancellationToken Stop => stop;

    /// <summary>Says a line of the result.</summary>
    public void Say(string line) => results.WriteLine(line);

    /// <summary>Tells how far it is.</summary>
    public void Tell(string line)
    {
        told = time.GetTimestamp();
        progress.WriteLine(line);
    }

    /// <summary>Likewise, unless something was told within the last second.</summary>
    public void TellSometimes(Func<string> line)
    {
        if (told is { } before && time.GetElapsedTime(before) < Pause) return;
        Tell(line());
    }
}
