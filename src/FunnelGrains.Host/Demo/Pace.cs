using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>How long things take in the demo company.</summary>
internal static class Pace
{
    public static Duration Minutes(double n) => Duration.FromMilliseconds(Math.Floor(n * 60_000));

    public static Duration Hours(double n) => Minutes(n * 60);

    public static Duration Days(double n) => Hours(n * 24);

    /// <summary>Whole reais in tens, as price lists have them; at least 100.</summary>
    public static decimal Money(double amount) => Math.Max(100, decimal.Round((decimal)amount / 10) * 10);

    /// <summary>The instant itself when people work then, else a moment of the next working morning.</summary>
    public static Instant AtWork(Instant at, Dice dice)
    {
        var local = at.InZone(Company.Zone).LocalDateTime;
        var day = local.Hour < 19 ? local.Date : local.Date.PlusDays(1);
        var moved = day != local.Date || local.Hour < 8;
        while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
        {
            (day, moved) = (day.PlusDays(1), true);
        }
        return moved ? Company.Zone.AtLeniently(day.At(new LocalTime(8, 30))).ToInstant() + Minutes(dice.Between(0, 150)) : at;
    }
}
