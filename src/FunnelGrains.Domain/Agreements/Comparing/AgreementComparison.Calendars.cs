using System.Collections.Immutable;
using FunnelGrains.Domain.Calendars;
using NodaTime.Text;

namespace FunnelGrains.Domain.Agreements.Comparing;

public static partial class AgreementComparison
{
    private static readonly Dictionary<string, (string Pt, string En)> DayNames = new(StringComparer.Ordinal)
    {
        ["mon"] = ("segunda", "Monday"),
        ["tue"] = ("terça", "Tuesday"),
        ["wed"] = ("quarta", "Wednesday"),
        ["thu"] = ("quinta", "Thursday"),
        ["fri"] = ("sexta", "Friday"),
        ["sat"] = ("sábado", "Saturday"),
        ["sun"] = ("domingo", "Sunday"),
    };

    private static void Calendars(Agreement old, Agreement now, ChangeList changes)
    {
        foreach (var (key, calendar) in now.Calendars)
        {
            var at = FieldError.Below("/calendars", key);
            if (old.Calendars.TryGetValue(key, out var before)) CalendarChanged(key, before, calendar, at, changes);
            else changes.Add("calendar.added", at, null, key, $"Calendário novo: {key}.", $"New calendar: {key}.");
        }

        foreach (var key in old.Calendars.Keys.Where(key => !now.Calendars.ContainsKey(key)))
            changes.Add("calendar.removed", FieldError.Below("/calendars", key), key, null, $"O calendário {key} sai do acordo.", $"The calendar {key} leaves the agreement.");
    }

    private static void CalendarChanged(string key, CalendarDefinition old, CalendarDefinition now, string at, ChangeList changes)
    {
        changes.Changed("calendar.zone_changed", at + "/zone", old.Zone, now.Zone, $"Calendário {key}, fuso", $"Calendar {key}, zone");
        foreach (var (name, day) in CalendarRules.Weekdays)
            changes.Changed(
                "calendar.hours_changed", $"{at}/week/{name}", Hours(old.Week[day]), Hours(now.Week[day]), $"Calendário {key}, {DayNames[name].Pt}", $"Calendar {key}, {DayNames[name].En}");
        var before = old.Exceptions.ToDictionary(exception => exception.Date);
        for (var i = 0; i < now.Exceptions.Length; i++)
        {
            var exception = now.Exceptions[i];
            var (pointer, date) = (AtKey(at + "/exceptions", i), LocalDatePattern.Iso.Format(exception.Date));
            if (before.TryGetValue(exception.Date, out var was))
                changes.Changed("calendar.exception_changed", pointer, Hours(was.Hours), Hours(exception.Hours), $"Calendário {key}, {date}", $"Calendar {key}, {date}");
            else
                changes.Add(
                    "calendar.exception_added", pointer, null, $"{date} {Hours(exception.Hours)}",
                    $"Calendário {key}: exceção nova em {date} ({Hours(exception.Hours)}).", $"Calendar {key}: new exception on {date} ({Hours(exception.Hours)}).");
        }

        for (var i = 0; i < old.Exceptions.Length; i++)
        {
            if (now.Exceptions.Any(exception => exception.Date == old.Exceptions[i].Date)) continue;
            var date = LocalDatePattern.Iso.Format(old.Exceptions[i].Date);
            changes.Add(
                "calendar.exception_removed", AtKey(at + "/exceptions", i), $"{date} {Hours(old.Exceptions[i].Hours)}", null,
                $"Calendário {key}: a exceção de {date} é riscada.", $"Calendar {key}: the exception on {date} is struck off.");
        }
    }

    private static string Hours(ImmutableArray<OpenHours> hours) => hours.IsEmpty ? "–" : string.Join(", ", hours.OrderBy(entry => entry.Open));
}
