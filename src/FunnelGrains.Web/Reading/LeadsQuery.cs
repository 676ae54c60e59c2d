using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Web.Reading;

/// <summary>The query string of <c>GET /api/v1/leads</c>.</summary>
internal static class LeadsQuery
{
    private static readonly LocalDate FirstDay = new(1970, 1, 1);

    private static readonly (string Name, FactKind Kind)[] Kinds =
    [
        ("captured", FactKind.Captured), ("entered", FactKind.Entered), ("converted", FactKind.Converted), ("reached", FactKind.Reached), ("won", FactKind.Won), ("lost", FactKind.Lost),
        ("rejected", FactKind.Rejected), ("met", FactKind.Met), ("breached", FactKind.Breached), ("met_late", FactKind.MetLate), ("touches", FactKind.Touches),
    ];

    /// <summary>The numbers that can be asked about.</summary>
    public static string[] Facts { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>What a lead can be.</summary>
    public static string[] Statuses { get; } = ["open", "won", "lost", "rejected"];

    /// <summary>The parameters there are.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
        ["stage", .. FactFilterReader.Names, "q", "status", "sort", "fact", "key", "from", "to", "cursor", "limit"];

    /// <returns>Usable only when nothing was refused.</returns>
    public static LeadListQuestion Read(QueryReader query, AgreementBook book, Instant now)
    {
        var filter = query.Filter();
        var behind = Behind(query, filter, book, now);
        if (behind is null) query.RefuseOther(filter, $"can be {Cell.OtherValue} only with fact: it is a word of counts");
        return new LeadListQuestion(
            query.Text("stage"), null, query.Text("q"), query.OneOf<LeadStatus>("status", Statuses), query.OneOf("sort", ["updated", "due"]) == "due", query.Text("cursor"),
            query.Number("limit", 50, 1, 500), behind is null && filter.Dimensions.Count > 0 ? filter : null, behind);
    }

    private static FactQuestion? Behind(QueryReader query, FactFilter filter, AgreementBook book, Instant now)
    {
        var (name, key) = (query.Text("fact"), query.Text("key"));
        var (from, to) = query.Period();
        if (name is null)
        {
            foreach (var alone in new[] { "key", "from", "to" })
                if (query.Text(alone) is not null) query.Refuse(alone, "goes with fact");
            return null;
        }

        if (!Facts.Contains(name, StringComparer.Ordinal))
        {
            query.Refuse("fact", $"must be one of {string.Join(", ", Facts)}");
            return null;
        }

        var kind = Array.Find(Kinds, one => one.Name == name).Kind;
        if (WrongKey(kind, key, book) is { } wrong) query.Refuse("key", wrong);
        var today = now.InZone(book.Zone).Date;
        return new FactQuestion(
            kind, key, DayOf(from ?? today.With(DateAdjusters.StartOfMonth)), DayOf(to ?? today.With(DateAdjusters.EndOfMonth)), filter);
    }

    private static string? WrongKey(FactKind kind, string? key, AgreementBook book)
    {
        if (kind.IsOfStage()) return key is not null && book.Find(key, book.Latest) is not null ? null : "must be the key of a stage";
        if (kind.IsOfClause()) return key is null || book.FindClause(key, book.Latest) is not null ? null : "must be the key of a clause";
        return key is null ? null : "goes with facts of stages and clauses alone";
    }

    private static int DayOf(LocalDate date) => Period.DaysBetween(FirstDay, date);
}
