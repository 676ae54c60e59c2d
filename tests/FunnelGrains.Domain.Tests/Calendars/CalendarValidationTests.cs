using System.Text.Json;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Calendars.Holidays;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Calendars;

/// <summary>What is wrong with a calendar is said by pointer, all at once.</summary>
public class CalendarValidationTests
{
    [Theory]
    [InlineData("""{"week":{"mon":[["09:00","12:00"]]}}""", "/zone is required")]
    [InlineData("""{"zone":"UTC"}""", "/week is required")]
    [InlineData("""{"zone":"Mars/Base","week":{"mon":[["09:00","12:00"]]}}""", "/zone is not the name of a zone of the tz database, such as America/Sao_Paulo")]
    [InlineData("""{"zone":"UTC-03:00","week":{"mon":[["09:00","12:00"]]}}""", "/zone is not the name of a zone of the tz database, such as America/Sao_Paulo")]
    [InlineData("""{"zone":"UTC","week":{"monday":[["09:00","12:00"]]}}""", "/week/monday is not one of mon, tue, wed, thu, fri, sat, sun")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00","12:00"],["11:00","13:00"]]}}""", "/week/mon/1 overlaps /week/mon/0 (09:00–12:00)")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["11:00","13:00"],["09:00","12:00"]]}}""", "/week/mon/0 overlaps /week/mon/1 (09:00–12:00)")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["12:00","09:00"]]}}""", "/week/mon/0 opens at or after its closing")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00","09:00"]]}}""", "/week/mon/0 opens at or after its closing")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["22:00","24:01"]]}}""", "/week/mon/0/1 is not a time of the form 09:00, up to 24:00")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["9:00","12:00"]]}}""", "/week/mon/0/0 is not a time of the form 09:00, up to 24:00")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00"]]}}""", "/week/mon/0 is not a pair of opening and closing time")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00","12:00"]]},"exceptions":[{"date":"2026-12-25","hours":[]},{"date":"2026-12-25","hours":[]}]}""", "/exceptions/1/date is the date of /exceptions/0 again")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00","12:00"]]},"exceptions":[{"date":"2026-02-29","hours":[]}]}""", "/exceptions/0/date is not a date of the form 2026-12-25")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00","12:00"]]},"exceptions":[{"date":"2200-01-01","hours":[]}]}""", "/exceptions/0/date is not within the years 1900 to 2199")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00","12:00"]]},"exceptions":[{"date":"2026-12-24","hours":[["09:00","11:00"],["10:00","12:00"]]}]}""", "/exceptions/0/hours/1 overlaps /exceptions/0/hours/0 (09:00–11:00)")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00","12:00"]]},"exceptions":[{"date":"2026-12-24"}]}""", "/exceptions/0/hours is required")]
    [InlineData("""{"zone":"UTC","week":{}}""", " has no open time at all")]
    [InlineData("""{"zone":"UTC","week":{"mon":[]},"exceptions":[{"date":"2026-12-24","hours":[]}]}""", " has no open time at all")]
    [InlineData("""{"zone":"Europe/Berlin","week":{},"exceptions":[{"date":"2026-03-29","hours":[["02:00","03:00"]]}]}""", " has no open time at all")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00","12:00"]]},"hours":1}""", "/hours is not part of a calendar")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00","12:00"]]},"holidays":{"region":"SP"}}""", "/holidays/country is required")]
    [InlineData("""{"zone":"UTC","week":{"mon":[["09:00","12:00"]]},"holidays":{"country":"BR","struckOff":[1]}}""", "/holidays/struckOff/0 is not a text of 1 to 64 characters")]
    public void One_thing_wrong_is_one_error(string json, string error) => Read(json).Errors.Select(wrong => $"{wrong.Pointer} {wrong.Message}").ShouldBe([error]);

    [Fact]
    public void Everything_wrong_is_said_at_once() =>
        Read("""{"zone":"x","week":{"mon":[["12:00","09:00"]],"tue":[["09:00","12:00"],["11:00","13:00"]]},"exceptions":[{"date":"x","hours":[]}]}""")
            .Errors.Select(wrong => wrong.Pointer).ShouldBe(["/zone", "/week/mon/0", "/week/tue/1", "/exceptions/0/date"]);

    [Fact]
    public void Intervals_may_touch_and_reach_to_midnight() =>
        Read("""{"zone":"UTC","week":{"mon":[["00:00","12:00"],["12:00","24:00"]]}}""").Errors.ShouldBeEmpty();

    [Fact]
    public void A_definition_in_memory_is_checked_by_the_same_rules()
    {
        var date = new LocalDate(2026, 12, 25);
        new CalendarDefinition
        {
            Zone = "x",
            Week = WeekHours.On([IsoDayOfWeek.Monday], new OpenHours(720, 540), new OpenHours(0, 1441)),
            Exceptions = [DatedHours.Closed(date), DatedHours.Closed(date)],
        }.Validate("/calendars/a").Select(wrong => wrong.Pointer).ShouldBe(["/calendars/a/zone", "/calendars/a/week/mon/1", "/calendars/a/week/mon/0", "/calendars/a/exceptions/1/date"]);
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var calendar = new CalendarDefinition
        {
            Zone = "America/Sao_Paulo",
            Week = WeekHours.MondayToFriday(Days.Hours("09:00-12:00", "13:00-24:00")),
            Exceptions = [DatedHours.Closed(new LocalDate(2026, 12, 25)), new(new LocalDate(2026, 12, 24), Days.Hours("09:00-12:00"))],
            Holidays = new HolidayChoice { Country = "BR", Region = "SP", Optional = ["carnival_tuesday"], StruckOff = ["2026-07-09", "sp_revolution"] },
        };
        JsonSerializer.Deserialize<CalendarDefinition>(JsonSerializer.Serialize(calendar)).ShouldBe(calendar);
        var without = calendar with { Holidays = null };
        JsonSerializer.Serialize(without).ShouldNotContain("holidays");
        JsonSerializer.Deserialize<CalendarDefinition>(JsonSerializer.Serialize(without)).ShouldBe(without);
    }

    [Fact]
    public void A_stored_calendar_in_an_unknown_zone_says_which() =>
        Should.Throw<UnknownZoneException>(() => JsonSerializer.Deserialize<CalendarDefinition>("""{"zone":"Mars/Base","week":{"mon":[["09:00","12:00"]]}}""")).Zone.ShouldBe("Mars/Base");

    private static (CalendarDefinition? Calendar, List<FieldError> Errors) Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var errors = new List<FieldError>();
        var calendar = CalendarDefinitionReader.Read(document.RootElement, "", errors);
        (calendar is null).ShouldBe(errors.Count > 0);
        return (calendar, errors);
    }
}
