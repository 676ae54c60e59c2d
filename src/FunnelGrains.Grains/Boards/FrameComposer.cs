using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>Makes a board's frame of a workspace's totals.</summary>
/// <param name="books">The agreement as it is known now.</param>
internal sealed class FrameComposer(Func<AgreementBook> books)
{
    private const int Listed = 12;
    private const int ListedDays = 31;
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private readonly BoardNames names = new(books);

    public BoardNames Names => names;

    public BoardFrame Compose(FunnelTotals totals, ImmutableArray<GoalReading> goals, ImmutableArray<BoardSource> sources, long revision, Instant at)
    {
        var book = books();
        var today = book.DayOf(at);
        var date = Epoch.PlusDays(today);
        var first = date.With(DateAdjusters.StartOfMonth);
        var last = date.With(DateAdjusters.EndOfMonth);
        var (from, to) = (DayOf(first), DayOf(last));
        return new BoardFrame(
            totals.Epoch, totals.Version, revision, book.Workspace.Key, book.Workspace.Zone, at, totals.DataAt, first, last,
            [.. book.At(at).Agreement.Teams.Select(team => new BoardTeam(team.Key, team.Name))],
            Stages(book, at, totals, from, to, today), Totals(book, at, totals, from, to, today), goals, Clauses(book, at, totals, from, to),
            [.. totals.Breaches.OrderByDescending(breach => breach.Breach.Due).Take(Listed).Select(names.Of)],
            [.. totals.NextClocks.OrderBy(clock => clock.Clock.Due).ThenBy(clock => clock.Clock.Start).Take(Listed).Select(names.Of)],
            Days(totals, today), sources);
    }

    /// <summary>Days since 1970-01-01.</summary>
    public static int DayOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    /// <summary>Converted ÷ entered; null for no entry or the last stage.</summary>
    public static double? Conversion(long converted, long entered, bool isLast) => entered == 0 || isLast ? null : (double)converted / entered;

    private static ImmutableArray<BoardStage> Stages(AgreementBook book, Instant at, FunnelTotals totals, int from, int to, int today)
    {
        var funnel = book.FunnelAt(at, stage => totals.On(Measure.Now, Cell.NoDay, stage) > 0);
        return
        [
            .. funnel.Select(stage =>
            {
                var (entered, converted) = (totals.Over(Measure.Entered, from, to, stage.Key), totals.Over(Measure.Converted, from, to, stage.Key));
                var now = stage.Stage.Kind == StageKind.Won ? totals.On(Measure.Status, Cell.NoDay, "won") : totals.On(Measure.Now, Cell.NoDay, stage.Key);
                return new BoardStage(
                    stage.Key, stage.Stage.Name, stage.Team, stage.Stage.Kind, now, entered, totals.On(Measure.Entered, today, stage.Key),
                    converted, Conversion(converted, entered, stage == funnel[^1]));
            }),
        ];
    }

    private static BoardTotals Totals(AgreementBook book, Instant at, FunnelTotals totals, int from, int to, int today) => new(
        totals.Over(Measure.Captured, from, to), totals.On(Measure.Captured, today),
        totals.Over(Measure.Won, from, to), totals.On(Measure.Won, today),
        totals.Over(Measure.Lost, from, to), totals.Over(Measure.Rejected, from, to),
        totals.Over(Measure.Touches, from, to), totals.On(Measure.Touches, today),
        totals.On(Measure.Status, Cell.NoDay, "open"),
        book.ClausesAt(at, clause => totals.On(Measure.BreachesOpen, Cell.NoDay, clause) > 0).Sum(clause => totals.On(Measure.BreachesOpen, Cell.NoDay, clause.Clause.Key)),
        Revenue(totals, from, to), totals.On(Measure.Lost, today), totals.On(Measure.Rejected, today),
        DueOn(book, at, totals, Measure.ClauseMet, today), DueOn(book, at, totals, Measure.ClauseBreached, today), DueOn(book, at, totals, Measure.ClauseRunning, today),
        Revenue(totals, today, today));

    private static ImmutableArray<Money> Revenue(FunnelTotals totals, int from, int to) =>
        [.. totals.Revenue(from, to).Select(money => new Money(money.Currency, money.Amount))];

    private static long DueOn(AgreementBook book, Instant at, FunnelTotals totals, Measure measure, int day) =>
        book.ClausesAt(at, clause => totals.On(measure, day, clause) > 0).Sum(clause => totals.On(measure, day, clause.Clause.Key));

    private static ImmutableArray<BoardDay> Days(FunnelTotals totals, int today) =>
    [
        .. Enumerable.Range(today - ListedDays + 1, ListedDays).Select(day =>
            new BoardDay(Epoch.PlusDays(day), totals.On(Measure.Captured, day), totals.On(Measure.Won, day))),
    ];

    private static ImmutableArray<BoardClause> Clauses(AgreementBook book, Instant at, FunnelTotals totals, int from, int to) =>
    [
        .. book.ClausesAt(at, clause => totals.On(Measure.BreachesOpen, Cell.NoDay, clause) > 0 || totals.Over(Measure.ClauseRunning, from, to, clause) > 0).Select(compiled =>
        {
            var clause = compiled.Clause;
            var (met, breached) = (totals.Over(Measure.ClauseMet, from, to, clause.Key), totals.Over(Measure.ClauseBreached, from, to, clause.Key));
            return new BoardClause(
                clause.Key, clause.Name, clause.Team, met, breached,
                totals.Over(Measure.ClauseRunning, from, to, clause.Key), totals.On(Measure.BreachesOpen, Cell.NoDay, clause.Key),
                met + breached == 0 ? null : (double)met / (met + breached));
        }),
    ];
}
