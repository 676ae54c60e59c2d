using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Web.Goals;
using FunnelGrains.Web.Reading;
using NodaTime;

namespace FunnelGrains.Web.Meetings.Export;

/// <summary>A meeting as tables: what the API answers, in the same order, with times in the workspace's zone.</summary>
internal sealed partial class MeetingTables
{
    /// <summary>The tables' keys, in their order.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["meeting", "goals", "ended_goals", "funnel", "results", "sources", "clauses", "breach_groups", "breach_reasons", "breaches", "decisions", "notes"];

    private readonly MeetingDetailBody meeting;
    private readonly MeetingFiguresBody figures;
    private readonly ExportLanguage words;
    private readonly DateTimeZone zone;

    private MeetingTables(MeetingDetailBody meeting, ExportLanguage words, DateTimeZone zone) =>
        (this.meeting, figures, this.words, this.zone) = (meeting, meeting.Figures!, words, zone);

    /// <summary>All tables of a meeting that is made.</summary>
    public static IReadOnlyList<ExportTable> Of(MeetingReading reading, ExportLanguage words, DateTimeZone zone)
    {
        var all = new MeetingTables(MeetingDetailBody.Of(reading), words, zone);
        return
        [
            all.Meeting(), all.Goals(), all.EndedGoals(), all.Funnel(), all.Results(), all.Sources(), all.Clauses(), all.BreachGroups(), all.BreachReasons(), all.Breaches(), all.Decisions(), all.Notes(),
        ];
    }

    private ExportTable Meeting() => new(
        "meeting", T("Reunião", "Meeting"), [T("campo", "field"), T("valor", "value")],
        [
            [T("nome", "name"), words.Of(meeting.Name)], [T("tipo", "kind"), words.Word(meeting.Kind)], [T("data", "at"), Local(meeting.At)],
            [T("desde", "since"), Local(meeting.Since)], [T("números lidos em", "figures taken at"), Local(figures.TakenAt)], [T("fuso", "zone"), zone.Id],
            [T("versão do acordo", "version of the agreement"), (long)figures.Agreement], [T("identificação", "id"), meeting.Id],
        ]);

    private ExportTable Funnel() => new(
        "funnel", T("Funil", "Funnel"),
        [
            T("período", "period"), T("de", "from"), T("até", "to"), T("etapa", "stage"), T("time", "team"), T("agora", "now"), T("entradas", "entered"), T("convertidas", "converted"),
            T("alcançaram", "reached"), T("conversão", "conversion"), T("vazão", "throughput"),
        ],
        Both((name, funnel) => funnel.Stages.Select<StageBody, object?[]>(stage =>
            [name, funnel.From, funnel.To, words.Of(stage.Name), stage.Team, stage.Now, stage.Entered, stage.Converted, stage.Reached, ShareOf(stage.Conversion), ShareOf(stage.Throughput)])));

    private ExportTable Results() => new(
        "results", T("Resultados", "Results"),
        [
            T("período", "period"), T("de", "from"), T("até", "to"), T("capturados", "captured"), T("ganhos", "won"), T("perdidos", "lost"), T("rejeitados", "rejected"),
            .. Currencies.Select(currency => T($"receita {currency}", $"revenue {currency}")), T("abertos agora", "open now"),
        ],
        Both((name, funnel) => [(object?[])
            [name, funnel.From, funnel.To, funnel.Captured, funnel.Won, funnel.Lost, funnel.Rejected, .. Amounts(funnel.Revenue), funnel.Status.Open]]));

    private ExportTable Sources() => new(
        "sources", T("Origens", "Sources"),
        [
            T("período", "period"), T("origem", "source"), T("capturados", "captured"), .. figures.Running.Stages.Select(stage => words.Of(stage.Name)), T("ganhos", "won"),
            .. Currencies.Select(currency => T($"receita {currency}", $"revenue {currency}")),
        ],
        Both((name, funnel) => funnel.Sources.Select<FunnelByBody, object?[]>(source =>
            [name, source.Value, source.Captured, .. source.Stages.Select(stage => (object?)stage.Entered), source.Won, .. Amounts(source.Revenue)])));

    private ExportTable Clauses() => new(
        "clauses", T("Cláusulas", "Clauses"),
        [
            T("período", "period"), T("cláusula", "clause"), T("nome", "name"), T("time", "team"), T("cumpridos", "met"), T("violados", "breached"), T("abertos", "open"),
            T("cumprimento", "compliance"),
        ],
        [
            .. figures.Clauses.Select(clause => Row(T("último", "last"), clause, clause.Last)), .. figures.Clauses.Select(clause => Row(T("atual", "running"), clause, clause.Running)),
        ]);

    private static object?[] Row(string period, MeetingClauseBody clause, ClauseCountBody count, string name) =>
        [period, clause.Key, name, clause.Team, count.Met, count.Breached, count.Open, count.Compliance is { } share ? new Share(share) : null];

    private object?[] Row(string period, MeetingClauseBody clause, ClauseCountBody count) => Row(period, clause, count, words.Of(clause.Name));

    private IReadOnlyList<IReadOnlyList<object?>> Both(Func<string, MeetingFunnelBody, IEnumerable<object?[]>> rows) =>
        [.. rows(T("último", "last"), figures.Last), .. rows(T("atual", "running"), figures.Running)];

    /// <summary>Every currency that occurs, each in a column of its own: amounts are never summed across them.</summary>
    private IEnumerable<string> Currencies => new[] { figures.Last, figures.Running }
        .SelectMany(funnel => funnel.Revenue.Concat(funnel.Sources.SelectMany(source => source.Revenue))).Select(money => money.Currency)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private IEnumerable<object?> Amounts(IEnumerable<Money> revenue)
    {
        var amounts = revenue.ToDictionary(money => money.Currency, money => money.Amount, StringComparer.Ordinal);
        return Currencies.Select(currency => (object?)amounts.GetValueOrDefault(currency));
    }

    private static object? ShareOf(double? share) => share is { } known ? new Share((decimal)known) : null;

    private object? Local(Instant? at) => at is { } instant ? instant.InZone(zone).LocalDateTime : null;

    private string T(string pt, string en) => words.Of(pt, en);
}
