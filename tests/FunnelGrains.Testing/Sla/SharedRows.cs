using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Calendars;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace FunnelGrains.Testing.Sla;

/// <summary>One row of the shared due and worked times.</summary>
/// <param name="Line">Where it stands in its file, from 1.</param>
/// <param name="CalendarJson">Its calendar as the public contract writes it.</param>
/// <param name="Cells">Its columns.</param>
public sealed record SharedRow(int Line, JsonElement CalendarJson, ImmutableArray<string> Cells)
{
    /// <summary>When the clock starts, as written.</summary>
    public string StartText => Cells[2];

    /// <summary>When it ends, as written; in rows of worked times.</summary>
    public string EndText => Cells[3];

    /// <summary>The target in seconds; in rows of due times.</summary>
    public int TargetSeconds => int.Parse(Cells[3], CultureInfo.InvariantCulture);

    /// <summary>Pauses as JSON, the way the public contract writes them.</summary>
    public string PausesJson => Cells[4];

    /// <summary>The due instant; in rows of due times.</summary>
    public Instant ExpectedDue => Instant(Cells[5]);

    /// <summary>The open seconds; in rows of worked times.</summary>
    public int ExpectedSeconds => int.Parse(Cells[5], CultureInfo.InvariantCulture);

    /// <summary>The calendar, for the domain.</summary>
    public BusinessCalendar Calendar => SharedRows.CalendarOf(CalendarJson);

    /// <summary>When the clock starts.</summary>
    public Instant Start => Instant(StartText);

    /// <summary>When it ends; in rows of worked times.</summary>
    public Instant End => Instant(EndText);

    /// <summary>The target; in rows of due times.</summary>
    public Duration Seconds => Duration.FromSeconds(TargetSeconds);

    /// <summary>The pauses, for the domain.</summary>
    public ImmutableArray<Interval> Pauses => [.. JsonSerializer.Deserialize<string[][]>(PausesJson)!.Select(pause => new Interval(Instant(pause[0]), Instant(pause[1])))];

    /// <summary>The open time; in rows of worked times.</summary>
    public Duration ExpectedWorked => Duration.FromSeconds(ExpectedSeconds);

    /// <inheritdoc/>
    public override string ToString() => $"line {Line}: {string.Join(" | ", Cells[1..])}";

    private static Instant Instant(string text) => OffsetDateTimePattern.ExtendedIso.Parse(text).Value.ToInstant();
}

/// <summary>Reads the shared due and worked times.</summary>
public static class SharedRows
{
    /// <summary>All rows of <c>due.tsv</c> or <c>worked.tsv</c>.</summary>
    public static IReadOnlyList<SharedRow> Read(string file)
    {
        using var calendars = JsonDocument.Parse(File.ReadAllText(SharedData.Path("sla", "calendars.json")));
        var byName = calendars.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => ToContract(member.Value));
        return [.. File.ReadLines(SharedData.Path("sla", file)).Skip(1)
            .Select((line, index) => (Cells: line.Split('\t'), Line: index + 2))
            .Select(row => new SharedRow(row.Line, byName[row.Cells[1]], [.. row.Cells]))];
    }

    internal static BusinessCalendar CalendarOf(JsonElement contract)
    {
        var errors = new List<FieldError>();
        var definition = CalendarDefinitionReader.Read(contract, "", errors);
        Assert.Empty(errors);
        return new BusinessCalendar(definition!);
    }

    /// <summary>The file spells zone, week and closed dates its own way.</summary>
    private static JsonElement ToContract(JsonElement json) => JsonSerializer.SerializeToElement(new
    {
        zone = json.GetProperty("tz"),
        week = json.GetProperty("hours"),
        exceptions = json.GetProperty("holidays").EnumerateArray().Select(date => new { date, hours = Array.Empty<string>() }),
    });
}
