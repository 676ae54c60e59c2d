using FunnelGrains.Web.Admission;
using Microsoft.Extensions.Options;

namespace FunnelGrains.Web.Tests.Admission;

/// <summary>How often a node asks again by itself.</summary>
public sealed class RetryBudgetTests
{
    private int asked;

    [Fact]
    public async Task What_fails_is_asked_again()
    {
        (await Budget(TimeSpan.FromMinutes(1)).AskAsync(() => AnswerAfter(failures: 2))).ShouldBe("answer");
        asked.ShouldBe(3);
    }

    [Fact]
    public async Task What_does_not_answer_is_asked_again()
    {
        var never = new TaskCompletionSource<string>();
        var budget = Budget(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(1));
        (await budget.AskAsync(() => asked++ == 0 ? never.Task : Task.FromResult("answer"))).ShouldBe("answer");
        asked.ShouldBe(2);
    }

    [Fact]
    public async Task In_one_process_a_failure_is_told_at_once()
    {
        await Should.ThrowAsync<TimeoutException>(() => Budget(TimeSpan.Zero).AskAsync(() => AnswerAfter(failures: 1)));
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task When_the_budget_is_used_up_a_failure_is_told_and_calls_that_do_well_fill_it_again()
    {
        var budget = Budget(TimeSpan.FromMinutes(1));
        while (budget.TryRetry()) asked++;
        asked.ShouldBe(100);
        asked = 0;
        await Should.ThrowAsync<TimeoutException>(() => budget.AskAsync(() => AnswerAfter(failures: 1)));
        for (var n = 0; n < 5; n++) budget.Call();
        asked = 0;
        (await budget.AskAsync(() => AnswerAfter(failures: 1))).ShouldBe("answer");
    }

    private static RetryBudget Budget(TimeSpan patience, TimeSpan? attempt = null) =>
        new(Options.Create(new AdmissionOptions { RetryFor = patience, AskFor = attempt ?? Timeout.InfiniteTimeSpan }));

    private Task<string> AnswerAfter(int failures) =>
        asked++ < failures ? Task.FromException<string>(new TimeoutException("the silo is away")) : Task.FromResult("answer");
}
