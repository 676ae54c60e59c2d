using System.Globalization;
using FunnelGrains.Sdk;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Cli.Tailing;

/// <summary>Lines for people: <c>09:15:02  mql now 31 (+1), mql entered 204 (+1)</c>. Times are of the workspace's zone.</summary>
internal sealed class LinePrinter(TextWriter output, TimeProvider time) : ITailPrinter
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");
    private static readonly LocalDateTimePattern DayAndClock = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");
    private DateTimeZone zone = DateTimeZone.Utc;
    private BoardFrame? shown;

    public void Print(BoardNews news)
    {
        switch (news)
        {
            case BoardShown { Frame: var frame }:
                Show(frame);
                break;
            case BreachTold { Breach: var breach }:
                Line($"breach: {breach.Lead}, {breach.Name}, due {Due(breach.Due)}{By(breach.Owner)}");
                break;
            case CelebrationTold { What: var what }:
                Line($"{what.Kind.Replace('_', ' ')}: {what.Team}{Sum(what.Amount)}{By(what.Owner)}");
                break;
        }
    }

    private void Show(BoardFrame frame)
    {
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(frame.Zone) ?? DateTimeZone.Utc;
        if (shown is null)
            Line($"{frame.Workspace}: {string.Join(", ", frame.Stages.Select(stage => $"{stage.Key} {N(stage.Now)}"))}; breaches open {N(frame.Totals.BreachesOpen)}");
        else if (BoardDifference.Say(shown, frame) is { } moved)
            Line(moved);
        shown = frame;
    }

    private void Line(string text) => output.WriteLine($"{Clock.Format(Now.InZone(zone).TimeOfDay)}  {text}");

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>The day is left out where it is today.</summary>
    private string Due(DateTimeOffset due)
    {
        var local = Instant.FromDateTimeOffset(due).InZone(zone).LocalDateTime;
        return local.Date == Now.InZone(zone).Date ? Clock.Format(local.TimeOfDay) : DayAndClock.Format(local);
    }

    private static string By(string? owner) => owner is null ? "" : $" ({owner})";

    private static string Sum(Money? money) =>
        money is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {money.Currency} {money.Amount:N2}");

    private static string N(long n) => n.ToString("N0", CultureInfo.InvariantCulture);
}
