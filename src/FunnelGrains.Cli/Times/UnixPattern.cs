using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Cli.Times;

/// <summary>Seconds or milliseconds since 1970 in UTC.</summary>
internal sealed class UnixPattern(bool milliseconds) : IPattern<OffsetDateTime>
{
    private static readonly long Most = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public ParseResult<OffsetDateTime> Parse(string text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n))
            return Wrong(text);
        var perUnit = milliseconds ? 1 : 1000;
        return Math.Abs((decimal)n) * perUnit > Most
            ? Wrong(text)
            : ParseResult<OffsetDateTime>.ForValue(Instant.FromUnixTimeMilliseconds(n * perUnit).WithOffset(Offset.Zero));
    }

    public string Format(OffsetDateTime value)
    {
        var instant = value.ToInstant();
        return (milliseconds ? instant.ToUnixTimeMilliseconds() : instant.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
    }

    public StringBuilder AppendFormat(OffsetDateTime value, StringBuilder builder) => builder.Append(Format(value));

    private static ParseResult<OffsetDateTime> Wrong(string text) =>
        ParseResult<OffsetDateTime>.ForException(() => new UnparsableValueException("Not a whole number within the range.", text, -1));
}
