using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Goals.Planning;
using NodaTime;

namespace FunnelGrains.Web.Planning;

/// <summary>Plans with what the workspace measured in the last 180 days, as far as nothing else was typed in.</summary>
internal sealed class Planner(IGrainFactory grains, AgreementBook book, Instant now)
{
    private const int MeasuredDays = 180;

    public async Task<PlanAnswer> PlanAsync(PlanRequest asked)
    {
        var today = now.InZone(book.Zone).Date;
        var span = GoalSpan.At(asked.Period, GoalSpan.At(asked.Period, now, book.Zone).End, book.Zone);
        var from = today.PlusDays(-MeasuredDays);
        var measured = await grains.GetGrain<IFunnelGrain>(book.Workspace.Key).ReadAsync(new FunnelQuestion(from, today, null));
        var rates = measured.Stages.SkipLast(1).Select(stage => asked.Rates.TryGetValue(stage.Key, out var typed)
            ? new PlanRate(stage.Key, typed, 1) : new PlanRate(stage.Key, stage.Converted, stage.Entered)).ToList();
        var deal = asked.Revenue is null ? null : asked.AverageDeal ?? DealOf(measured, asked.Currency!);
        var customers = asked.Customers ?? (deal is { } worth ? BackPlan.Customers(asked.Revenue!.Value, asked.Share, worth) : null);
        var steps = customers is { } wins ? BackPlan.Steps(wins, rates) : [.. rates.Select(rate => new PlanStep(rate.Stage, null))];
        var median = await MedianAsync(asked);
        var leads = PlanSpan.Of(span, median);
        var shown = measured.Stages.Select((stage, i) => i < steps.Length
            ? new PlanStepBody(stage.Key, stage.Team, rates[i].Value, !asked.Rates.ContainsKey(stage.Key), steps[i].Needed, steps[i].Shown)
            : new PlanStepBody(stage.Key, stage.Team, null, false, customers, new PlanStep(stage.Key, customers).Shown)).ToList();
        return new PlanAnswer(
            GoalNames.Of(asked.Period), span.From, span.To, shown.TrueForAll(step => step.Needed is not null), WhyNot(shown, customers, deal), deal, from, today, shown,
            new PlanLeadsBody(leads.From, leads.To, median is { } time ? decimal.Round((decimal)time.TotalDays, 2) : null, leads.Shifted),
            asked.Capacity is { } capacity ? CapacityOf(capacity, shown[0].Shown) : null);
    }

    private static PlanCapacityBody CapacityOf(PlanCapacity capacity, decimal? leads) => new(
        capacity.Reps, capacity.LeadsPerRep, capacity.Leads, leads is { } needed ? capacity.Beyond(needed) : null, leads is { } some ? capacity.RepsFor(some) : null);

    private static string? WhyNot(List<PlanStepBody> steps, decimal? customers, decimal? deal)
    {
        if (customers is null) return deal is null ? "not computable: no average deal in one currency alone was measured, and none was given" : "not computable: the average deal is 0, or too small";
        var stop = steps.FindLast(step => step.Needed is null);
        return stop is null ? null
            : stop.Rate is null ? $"not computable: nobody entered {stop.Stage} in the days that were measured; type its rate in"
            : stop.Rate == 0 ? $"not computable: the rate of {stop.Stage} is zero"
            : $"not computable: more than 10^15 would have to enter {stop.Stage}";
    }

    /// <summary>What a win of the measured days brought on the average; only where all revenue is in the one currency, since nobody knows which win is of which.</summary>
    private static decimal? DealOf(FunnelReading measured, string currency) =>
        measured is { Won: > 0, Revenue: [{ } only] } && only.Currency == currency ? decimal.Round(only.Amount / measured.Won, BackPlan.Places) : null;

    private async Task<Duration?> MedianAsync(PlanRequest asked)
    {
        if (asked.MedianDays is { } days) return Duration.FromDays((double)days);
        var won = new GoalDefinition(book.Latest.Won.Team, GoalMetric.Won, asked.Period, 1, GoalKind.Reach);
        return (await grains.GetGrain<IForecastGrain>(GoalKey.Forecast(book.Workspace.Key)).ReadAsync(won))?.MedianSeconds is { } seconds ? Duration.FromSeconds(seconds) : null;
    }
}
