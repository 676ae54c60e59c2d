using System.Globalization;
using FunnelGrains.Domain.Funnel;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Storage.ReadModel;

/// <summary>A cell's day as tables keep it: ISO text, or '' for none.</summary>
internal static class DayText
{
    /// <summary>Not after any day, but after the empty text.</summary>
    public const string First = "-";

    /// <summary>After any day.</summary>
    public const string Last = "~";

    private const int Epoch = 719_162;
    private const string Format = "yyyy-MM-dd";

    private static readonly LocalDate EpochDate = new(1970, 1, 1);

    public static string Of(int day)
    {
        if (day == Cell.NoDay) return "";
        var number = (long)day + Epoch;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number).ToString(Format, CultureInfo.InvariantCulture)
            : LocalDatePattern.Iso.Format(EpochDate.PlusDays(day));
    }

    public static int Read(string day)
    {
        if (day.Length == 0) return Cell.NoDay;
        return DateOnly.TryParseExact(day, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.DayNumber - Epoch
            : Period.DaysBetween(EpochDate, LocalDatePattern.Iso.Parse(day).GetValueOrThrow());
    }
}
