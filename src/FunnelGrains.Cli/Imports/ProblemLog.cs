namespace FunnelGrains.Cli.Imports;

/// <summary>Bad and refused rows: the first ones on stderr, all of them in the file of <c>--errors</c>.</summary>
internal sealed class ProblemLog(Action<string> show, ProblemFile? all) : IDisposable
{
    private const int MostShown = 100;

    /// <summary>How many rows this run found bad or refused.</summary>
    public int Count { get; private set; }

    /// <summary>Where those so far are listed; null for nowhere.</summary>
    public ProblemsListed? Keep() => all?.Keep();

    /// <param name="place"><c>file:line</c>.</param>
    /// <param name="reason">What is wrong there.</param>
    public void Add(string place, string reason)
    {
        var line = $"{place}: {reason}";
        all?.Add(line);
        if (++Count <= MostShown)
            show(line);
        else if (Count == MostShown + 1)
            show(all is null ? "… more rows are bad or refused; --errors FILE lists them all" : "… more rows are bad or refused; they are in the file of --errors");
    }

    public void Dispose() => all?.Dispose();
}
