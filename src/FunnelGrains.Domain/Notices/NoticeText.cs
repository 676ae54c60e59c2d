using System.Globalization;
using FunnelGrains.Domain.Agreements;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Notices;

/// <summary>Announcements in the words of people: one title, and a line for each of the first few.</summary>
/// <param name="Title">One line.</param>
/// <param name="Lines">At most as many as were given.</param>
public sealed record NoticeText(string Title, IReadOnlyList<string> Lines)
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("dd/MM HH:mm");

    /// <summary>Title and lines as one text.</summary>
    public string Whole => string.Join('\n', Lines.Prepend(Title));

    /// <summary>Puts announcements into words.</summary>
    /// <param name="shown">The first of them, one or more.</param>
    /// <param name="all">How many there are of each type.</param>
    /// <param name="language"><c>pt</c>, else English.</param>
    /// <param name="zone">The workspace's.</param>
    /// <param name="clause">A clause's name by its key; null where it has none.</param>
    public static NoticeText Of(
        IReadOnlyList<Announcement> shown, IReadOnlyDictionary<string, int> all, string language, DateTimeZone zone, Func<string, LocalText?> clause)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(clause);
        var portuguese = language == "pt";
        var lines = shown.Select(one => Line(one, portuguese, zone, clause)).ToList();
        var count = all.Values.Sum();
        if (count == 1) return new NoticeText(lines[0], []);
        if (count > lines.Count) lines.Add(portuguese ? $"… e mais {count - lines.Count}" : $"… and {count - lines.Count} more");
        var parts = all.OrderBy(type => Place(type.Key)).Select(type => Count(type.Key, type.Value, portuguese));
        return new NoticeText($"{string.Join(", ", parts)}:", lines);
    }

    private static int Place(string type) => NoticeTypes.All.IndexOf(type) is var place and >= 0 ? place : int.MaxValue;

    private static string Count(string type, int n, bool pt)
    {
        var (one, many) = (type, pt) switch
        {
            (NoticeTypes.Breached, true) => ("promessa quebrada", "promessas quebradas"),
            (NoticeTypes.Breached, false) => ("promise broken", "promises broken"),
            (NoticeTypes.Warned, true) => ("prazo perto do fim", "prazos perto do fim"),
            (NoticeTypes.Warned, false) => ("promise due soon", "promises due soon"),
            (NoticeTypes.Won, true) => ("negócio ganho", "negócios ganhos"),
            (NoticeTypes.Won, false) => ("deal won", "deals won"),
            (NoticeTypes.GoalReached, true) => ("meta atingida", "metas atingidas"),
            (NoticeTypes.GoalReached, false) => ("goal reached", "goals reached"),
            (NoticeTypes.GoalMissed, true) => ("meta não atingida", "metas não atingidas"),
            (NoticeTypes.GoalMissed, false) => ("goal missed", "goals missed"),
            _ => (type, type),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{n} {(n == 1 ? one : many)}");
    }

    private static string Line(Announcement of, bool pt, DateTimeZone zone, Func<string, LocalText?> clause)
    {
        var promise = of.Text("clause") is { } key ? clause(key) is { } name ? pt ? name.Pt : name.En : key : "";
        var due = of.Text("due") is { } text && InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var at } ? Time.Format(at.InZone(zone).LocalDateTime) : null;
        var words = of.Type switch
        {
            NoticeTypes.Breached => pt ? $"Promessa quebrada: {promise} (lead {of.Lead})" : $"Promise broken: {promise} (lead {of.Lead})",
            NoticeTypes.Warned when of.Step is { } step => pt ? $"Escalonamento {step}: {promise} (lead {of.Lead})" : $"Escalation {step}: {promise} (lead {of.Lead})",
            NoticeTypes.Warned => pt ? $"Prazo perto do fim: {promise} (lead {of.Lead})" : $"Promise due soon: {promise} (lead {of.Lead})",
            NoticeTypes.Won => pt ? $"Negócio ganho: lead {of.Lead}" : $"Deal won: lead {of.Lead}",
            NoticeTypes.GoalReached => pt ? $"Meta atingida: {of.Text("goal")}" : $"Goal reached: {of.Text("goal")}",
            NoticeTypes.GoalMissed => pt ? $"Meta não atingida: {of.Text("goal")}" : $"Goal missed: {of.Text("goal")}",
            NoticeTypes.Test => pt ? "Mensagem de teste do FunnelGrains" : "Test message from FunnelGrains",
            _ => $"{of.Type}: {of.Lead}",
        };
        if (due is not null) words += pt ? $", prazo {due}" : $", due {due}";
        if (of.Text("owner") is { } owner) words += pt ? $", responsável {owner}" : $", owner {owner}";
        if (of.Number("amount") is { } amount) words += $", {amount} {of.Text("currency")}".TrimEnd();
        if (of.Number("actual") is { } actual) words += pt ? $", {actual} de {of.Number("target")}" : $", {actual} of {of.Number("target")}";
        // Ids and names are what senders chose: they begin no line of their own.
        return string.Concat(words.Select(letter => char.IsControl(letter) ? ' ' : letter));
    }
}
