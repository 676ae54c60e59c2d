using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;

namespace FunnelGrains.Grains.Goals;

/// <summary>What a goal counts, in words.</summary>
internal static class GoalLabels
{
    public static LocalText Of(GoalDefinition goal, AgreementBook book) => goal.Metric switch
    {
        GoalMetric.Entered => book.Find(goal.Stage ?? "", book.Latest)?.Stage.Name ?? new LocalText(goal.Stage ?? "", goal.Stage ?? ""),
        GoalMetric.Won => new LocalText("Clientes ganhos", "Customers won"),
        GoalMetric.Revenue => new LocalText($"Receita ({goal.Currency})", $"Revenue ({goal.Currency})"),
        GoalMetric.Touches => new LocalText("Contatos", "Touches"),
        GoalMetric.Compliance =>
            book.Latest.Clauses.FirstOrDefault(clause => clause.Clause.Key == goal.Clause)?.Clause.Name ?? new LocalText(goal.Clause ?? "", goal.Clause ?? ""),
        GoalMetric.FirstTouch => new LocalText("Mediana até o primeiro contato", "Median time to first touch"),
        _ => throw new ArgumentOutOfRangeException(nameof(goal)),
    };
}
