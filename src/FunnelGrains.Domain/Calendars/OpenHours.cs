using System.Globalization;
using Orleans;

namespace FunnelGrains.Domain.Calendars;

/// <summary>Opening hours within one local date, half-open: the opening minute belongs to them, the closing minute does not.</summary>
/// <param name="Open">Minutes after local midnight on the clock's face, 0 to 1,439.</param>
/// <param name="Close">Minutes after local midnight on the clock's face, 1 to 1,440; 1,440 is <c>24:00</c>, the first instant of the next local date.</param>
[GenerateSerializer, Immutable, Alias("fg.openhours")]
public readonly record struct OpenHours(int Open, int Close)
{
    /// <summary><c>24:00</c> in minutes.</summary>
    public const int EndOfDay = 24 * 60;

    /// <summary>The whole local date, <c>00:00</c> to <c>24:00</c>.</summary>
    public static OpenHours WholeDay { get; } = new(0, EndOfDay);

    /// <summary>Reads <c>HH:mm</c>, <c>00:00</c> to <c>24:00</c>, two digits each.</summary>
    public static bool TryParseTime(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text.Length != 5 || text[2] != ':' || !TwoDigits(text[..2], out var hour) || !TwoDigits(text[3..], out var minute))
        {
            return false;
        }
        minutes = hour * 60 + minute;
        return minute < 60 && minutes <= EndOfDay;
    }

    /// <summary>Writes minutes after midnight as <c>HH:mm</c>.</summary>
    public static string FormatTime(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");

    /// <summary>The hours as people write them, <c>09:00–12:00</c>.</summary>
    public override string ToString() => $"{FormatTime(Open)}–{FormatTime(Close)}";

    private static bool TwoDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (!char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
        {
            return false;
        }
        value = (text[0] - '0') * 10 + (text[1] - '0');
        return true;
    }
}
