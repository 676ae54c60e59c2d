using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Cli.Times;

/// <summary>Reads the times of a file: ISO forms, or the formats given. A date alone is local midnight.</summary>
internal sealed class TimeReader
{
    private const string Offset = "o<Z+HH:mm>";

    private static readonly string[] IsoLocal =
        ["uuuu-MM-dd", "uuuu-MM-dd HH:mm", "uuuu-MM-dd HH:mm:ss.FFFFFFFFF", "uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd'T'HH:mm:ss.FFFFFFFFF"];

    private readonly DateTimeZone? zone;
    private readonly List<IPattern<LocalDateTime>> local = [];
    private readonly List<IPattern<OffsetDateTime>> absolute = [];
    private readonly string expected;

    /// <param name="zone">The zone of times without an offset; null when there must be none.</param>
    /// <param name="formats">NodaTime patterns, tried in order, or <c>unix</c> and <c>unix-ms</c>; empty for the ISO forms.</param>
    /// <param name="culture">Whose names of months and days.</param>
    /// <exception cref="CliException">A format is not valid.</exception>
    public TimeReader(DateTimeZone? zone, IReadOnlyList<string> formats, CultureInfo culture)
    {
        this.zone = zone;
        expected = formats.Count == 0 ? "a date or time such as 2026-11-02 or 2026-11-02T09:15:00-03:00" : $"a time of the form {string.Join(" or ", formats)}";
        foreach (var format in formats.Count == 0 ? [.. IsoLocal, .. IsoLocal.Skip(1).Select(iso => iso + Offset)] : formats)
            Add(format, culture);
    }

    /// <summary>Reads a time as the API takes it: ISO 8601 with an offset.</summary>
    /// <returns>Null when it is none.</returns>
    public static DateTimeOffset? ReadIso(string text) =>
        OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed && InRange(parsed.Value.Year) ? parsed.Value.Exactly() : null;

    /// <returns>Null when it cannot be read; then <paramref name="reason"/> says why.</returns>
    /// <exception cref="CliException">The time has no offset, and no zone is given: no row of the file can be read.</exception>
    public DateTimeOffset? Read(string text, out string? reason)
    {
        reason = null;
        foreach (var pattern in absolute)
            if (pattern.Parse(text) is { Success: true } parsed && InRange(parsed.Value.Year))
                return parsed.Value.Exactly();
        foreach (var pattern in local)
            if (pattern.Parse(text) is { Success: true } parsed && InRange(parsed.Value.Year))
                return (zone ?? throw CliException.OfUsage($"the time '{text}' has no offset: give --zone, for example --zone America/Sao_Paulo."))
                    .At(parsed.Value).Exactly();
        reason = $"'{Short(text)}' is not {expected}";
        return null;
    }

    private void Add(string format, CultureInfo culture)
    {
        try
        {
            if (format is "unix" or "unix-ms")
                absolute.Add(new UnixPattern(milliseconds: format == "unix-ms"));
            else if (format.Contains("o<", StringComparison.Ordinal))
                absolute.Add(OffsetDateTimePattern.Create(format, culture, new OffsetDateTime(new LocalDateTime(2000, 1, 1, 0, 0), NodaTime.Offset.Zero)));
            else
                local.Add(LocalDateTimePattern.Create(format, culture));
        }
        catch (InvalidPatternException wrong)
        {
            throw CliException.OfUsage($"--date-format '{format}': {wrong.Message}");
        }
    }

    /// <summary>A day inside at both ends, so that no offset leads out of what a <see cref="DateTimeOffset"/> can hold.</summary>
    private static bool InRange(int year) => year is > 1 and < 9999;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
