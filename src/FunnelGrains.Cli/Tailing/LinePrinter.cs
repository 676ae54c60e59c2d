using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Cli.Tailing;

/// <summary>Lines for people: <c>09:15:02  mql 31 (+1), entered 204 (+1)</c>.</summary>
internal sealed class LinePrinter(TextWriter output, TimeProvider time) : ITailPrinter
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");
    private DateTimeZone zone = DateTimeZone.Utc;

    public void Message(BoardMessage message)
    {
    }

    public void Board(BoardCounts? before, BoardCounts after)
    {
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(after.Zone) ?? DateTimeZone.Utc;
        if (before is null)
            Line($"{after.Workspace}: {string.Join(", ", after.Stages.Select(stage => $"{stage.Key} {N(stage.Now)}"))}; breaches open {N(after.Totals.BreachesOpen)}");
        else if (BoardDifference.Say(before, after) is { } moved)
            Line(moved);
    }

    public void Breach(JsonElement breach) =>
        Line($"breach: {Field(breach, "lead")}, {Name(breach) ?? Field(breach, "clause")}, due {At(breach, "due")}{By(breach)}");

    public void Celebration(JsonElement what)
    {
        var amount = what.TryGetProperty("amount", out var money) && money.ValueKind == JsonValueKind.Object
            ? string.Create(CultureInfo.InvariantCulture, $" {Field(money, "currency")} {money.GetProperty("amount").GetDecimal():N2}")
            : "";
        Line($"{Field(what, "kind")?.Replace('_', ' ')}: {Field(what, "team")}{amount}{By(what)}");
    }

    private void Line(string text) =>
        output.WriteLine($"{Clock.Format(Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(zone).TimeOfDay)}  {text}");

    private string? At(JsonElement of, string name) => InstantPattern.ExtendedIso.Parse(Field(of, name) ?? "") is { Success: true } instant
        ? Clock.Format(instant.Value.InZone(zone).TimeOfDay)
        : Field(of, name);

    private static string By(JsonElement of) => Field(of, "owner") is { } owner ? $" ({owner})" : "";

    private static string? Name(JsonElement of) => of.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.Object ? Field(name, "en") : null;

    private static string? Field(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string N(long n) => n.ToString("N0", CultureInfo.InvariantCulture);
}
