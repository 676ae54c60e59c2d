namespace FunnelGrains.Cli.Imports;

/// <summary>Bad and refused rows: the first ones on stderr, all of them in the file of <c>--errors</c>.</summary>
internal sealed class ProblemLog(Action<string> show, TextWriter? all) : IDisposable
{
    private const int MostShown = 100;
    private int count;

    /// <param name="place"><c>file:line</c>.</param>
    /// <param name="reason">What is wrong there.</param>
    public void Add(string place, string reason)
    {
        var line = $"{place}: {reason}";
        all?.WriteLine(line);
        if (++count <= MostShown)
            show(line);
        else if (count == MostShown + 1)
            show(all is null ? "… more rows are bad or refused; --errors FILE lists them all" : "… more rows are bad or refused; they are in the file of --errors");
    }

    public void Dispose() => all?.Dispose();
}
