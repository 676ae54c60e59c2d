using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Testing;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Tests.Calendars;

/// <summary>One row of the shared due and worked times.</summary>
internal sealed record SharedRow(int Line, BusinessCalendar Calendar, string[] Cells)
{
    public Instant Start => Instant(Cells[2]);
    public Instant End => Instant(Cells[3]);
    public Duration Seconds => Duration.FromSeconds(int.Parse(Cells[3], CultureInfo.InvariantCulture));
    public ImmutableArray<Interval> Pauses => [.. JsonSerializer.Deserialize<string[][]>(Cells[4])!.Select(pause => new Interval(Instant(pause[0]), Instant(pause[1])))];
    public Instant ExpectedDue => Instant(Cells[5]);
    public Duration ExpectedWorked => Duration.FromSeconds(int.Parse(Cells[5], CultureInfo.InvariantCulture));
    public override string ToString() => $"line {Line}: {string.Join(" | ", Cells[1..])}";

    private static Instant Instant(string text) => OffsetDateTimePattern.ExtendedIso.Parse(text).Value.ToInstant();
}

internal static class SharedRows
{
    public static IReadOnlyList<SharedRow> Read(string file)
    {
        var calendars = ReadCalendars();
        return [.. File.ReadLines(SharedData.Path("sla", file)).Skip(1)
            .Select((line, index) => (Cells: line.Split('\t'), Line: index + 2))
            .Select(row => new SharedRow(row.Line, calendars[row.Cells[1]], row.Cells))];
    }

    private static Dictionary<string, BusinessCalendar> ReadCalendars()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path("sla", "calendars.json")));
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => new BusinessCalendar(ToDefinition(member.Value)));
    }

    /// <summary>The file spells zone, week and closed dates its own way; the hours go through the reader of the public contract.</summary>
    private static CalendarDefinition ToDefinition(JsonElement json)
    {
        var contract = JsonSerializer.SerializeToElement(new
        {
            zone = json.GetProperty("tz"),
            week = json.GetProperty("hours"),
            exceptions = json.GetProperty("holidays").EnumerateArray().Select(date => new { date, hours = Array.Empty<string>() }),
        });
        var errors = new List<FieldError>();
        var definition = CalendarDefinitionReader.Read(contract, "", errors);
        errors.ShouldBeEmpty();
        return definition!;
    }
}
