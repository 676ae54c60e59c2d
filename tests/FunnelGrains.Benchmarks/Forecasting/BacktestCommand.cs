using System.CommandLine;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Testing;
using NodaTime;

namespace FunnelGrains.Benchmarks.Forecasting;

/// <summary><c>backtest</c>: the forecast of real months from one of their first days, beside the run rate.</summary>
internal static class BacktestCommand
{
    private static readonly LocalDate Learned = new(2018, 4, 1);

    public static Command Create()
    {
        var days = new Option<int[]>("--days") { Description = "After how many days each month is forecast.", DefaultValueFactory = _ => [10], AllowMultipleArgumentsPerToken = true };
        var command = new Command("backtest", "Wins of Olist, April to November 2018: forecasts against what came, with the error of each way.") { days };
        command.SetAction(parsed =>
        {
            var folder = Path.Combine(SharedData.Folder, "olist");
            if (!Directory.Exists(folder))
            {
                Console.Error.WriteLine($"{folder} is not there; FUNNELGRAINS_SHARED_DATA names the data's folder.");
                return 2;
            }

            var book = AgreementBook.Of(new Workspace("olist", "America/Sao_Paulo", 1, [AgreementDefaults.Create("America/Sao_Paulo")]));
            var leads = OlistLeads.Read(folder, book);
            var months = Enumerable.Range(4, 8).Select(month => GoalSpan.Of(GoalPeriod.Month, new LocalDate(2018, month, 1), book.Zone)).ToList();
            foreach (var day in parsed.GetValue(days)!)
            {
                var backtest = new Backtest(leads, months, Duration.FromDays(day));
                backtest.Print($"From day {day}, chances learned from what was known on 1 April 2018", book.Zone.AtStartOfDay(Learned).ToInstant());
                backtest.Print($"From day {day}, chances learned anew for each month from the 180 days before, as the product does", null);
            }

            return 0;
        });
        return command;
    }
}
