using System.Collections.Immutable;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Goals.Forecasting;
using NodaTime;

namespace FunnelGrains.Grains.Goals;

/// <summary>A forecast that somebody asked for, and what was learned for it last.</summary>
internal sealed class AskedForecast(GoalDefinition goal, DateTimeZone zone)
{
    /// <summary>How many earlier periods are tried.</summary>
    private const int Trials = 6;

    private const int Decimals = 6;
    private ForecastCase? learned;
    private IReadOnlyList<ForecastSums> sums = [];
    private Instant asOf;

    public Instant AskedAt { get; set; }

    /// <summary>Until when what was learned is taken for true.</summary>
    public Instant FreshUntil { get; set; }

    /// <summary>Whether what was learned is enough for a forecast of the current period.</summary>
    public bool IsKnown => learned is not null && RangeOf(0) is not null;

    /// <summary>Goals with the same text have the same forecast.</summary>
    public static string KeyOf(GoalDefinition goal) => $"{goal.Period}\n{GoalQuestions.MeasuredBy(goal)}";

    /// <summary>Whether it is to be made anew: a period that began since is another one.</summary>
    public bool IsOld(Instant now) => learned is null || now >= FreshUntil || now >= learned.Windows[0].End;

    /// <summary>The current period from now on, and the periods before it from a third of their time, the latest first.</summary>
    public ForecastCase CaseAt(Instant now)
    {
        var span = GoalSpan.At(goal.Period, now, zone);
        var windows = ImmutableArray.CreateBuilder<ForecastWindow>(Trials + 1);
        windows.Add(new ForecastWindow(span.Start, now, span.End));
        foreach (var past in Before(span)) windows.Add(ForecastWindow.AtThird(past));
        var (dimension, value) = GoalQuestions.FilterOf(goal) ?? (Dimension.All, "");
        return new ForecastCase(goal.Metric, goal.Stage, goal.Currency, dimension, value, windows.ToImmutable());
    }

    public void Learn(ForecastCase asked, IReadOnlyList<ForecastSums> learnedSums, Instant now) => (learned, sums, asOf) = (asked, learnedSums, now);

    /// <summary>What is known of the current period; null while nothing is.</summary>
    /// <param name="set">The goal, with the team whose calendar the run rate follows.</param>
    /// <param name="book">The workspace's agreement.</param>
    /// <param name="now">Now.</param>
    public ForecastReading? Read(GoalDefinition set, AgreementBook book, Instant now)
    {
        if (learned is null || now >= learned.Windows[0].End) return null;
        var span = GoalSpan.At(goal.Period, learned.Windows[0].Start, zone);
        var trials = Before(span).Select((past, i) => TrialOf(set, book, past, i + 1)).OfType<ForecastTrial>();
        return new ForecastReading(span.From, asOf, RangeOf(0), sums[0].MedianTime?.TotalSeconds, [.. trials]);
    }

    private IEnumerable<GoalSpan> Before(GoalSpan span)
    {
        for (var i = 0; i < Trials; i++) yield return span = GoalSpan.Of(goal.Period, span.From.PlusDays(-1), zone);
    }

    private ForecastTrial? TrialOf(GoalDefinition set, AgreementBook book, GoalSpan span, int window)
    {
        if (RangeOf(window) is not { } range) return null;
        var at = learned!.Windows[window].At;
        var standing = GoalStanding.Of(set, sums[window].Actual, GoalProgress.Of(span, book.At(span.Start).CalendarOf(set.Team), at));
        return new ForecastTrial(
            span.From, span.To, at, range, standing.Projection is { } rate ? decimal.Round(rate, Decimals) : null, decimal.Round(sums[window].Final, Decimals));
    }

    private ForecastRange? RangeOf(int window) => Forecasts.Of(goal.Metric, sums[window], learned!.Windows[window]) is { } forecast
        ? new ForecastRange(Round(forecast.Low), Round(forecast.Mid), Round(forecast.High))
        : null;

    private static decimal Round(double value) => decimal.Round((decimal)value, Decimals);
}
