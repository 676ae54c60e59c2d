using System.Globalization;

namespace FunnelGrains.Host.Options;

/// <summary>A setting of the grains.</summary>
/// <param name="Setting">Its name, and what the help says.</param>
/// <param name="Set">Puts a text's value in its place; refuses the start when it is none.</param>
internal sealed record TuningSetting(HostSetting Setting, Action<Tuning, string> Set)
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>A whole number.</summary>
    public static TuningSetting Count(string name, string help, int least, int most, Action<Tuning, int> set) => Of(
        name, "N", help, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null, least, most, set,
        FormattableString.Invariant($"a whole number from {least} to {most}"));

    /// <summary>A share, such as 0.99.</summary>
    public static TuningSetting Share(string name, string help, decimal most, Action<Tuning, decimal> set) => Of(
        name, "SHARE", help, text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null, 0, most, set,
        FormattableString.Invariant($"a number from 0 to {most}"));

    /// <summary>A length of time: a whole number with its unit, so that nobody takes seconds for minutes.</summary>
    public static TuningSetting Time(string name, string help, string least, string most, Action<Tuning, TimeSpan> set) =>
        Of(name, "TIME", help, TimeOf, TimeOf(least)!.Value, TimeOf(most)!.Value, set, $"a time from {least} to {most}, such as 500ms, 3s, 10m, 24h or 2d");

    /// <summary>Yes or no.</summary>
    public static TuningSetting Flag(string name, string help, Action<Tuning, bool> set) =>
        Of(name, "true|false", help, text => bool.TryParse(text, out var yes) ? yes : null, false, true, set, "true or false");

    private static TuningSetting Of<T>(string name, string value, string help, Func<string, T?> read, T least, T most, Action<Tuning, T> set, string expected)
        where T : struct, IComparable<T>
    {
        var setting = new HostSetting(null, $"{HostSettings.Section}:{name}", value, help);
        return new TuningSetting(setting, (tuning, text) =>
        {
            if (read(text) is not { } given || given.CompareTo(least) < 0 || given.CompareTo(most) > 0)
            {
                throw new StartRefusedException($"{setting.Variable} is '{text}', not {expected}.");
            }
            set(tuning, given);
        });
    }

    private static TimeSpan? TimeOf(string text)
    {
        var digits = text.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]);
        var unit = Array.Find(Units, unit => unit.Unit == text[digits.Length..]);
        return unit.Unit is not null && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number * unit.Length : null;
    }
}
