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
    public async Task What_answers_late_counts_all_the_same()
    {
        var late = new TaskCompletionSource<string>();
        var budget = Budget(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(1));
        (await budget.AskAsync(() =>
        {
            if (++asked == 2) late.SetResult("late");
            return asked == 1 ? late.Task : new TaskCompletionSource<string>().Task;
        })).ShouldBe("late");
    }

    [Fact]
    public async Task An_answer_that_does_not_settle_it_is_asked_again_and_told_when_there_is_no_more_patience()
    {
        (await Budget(TimeSpan.FromMinutes(1)).AskAsync(() => Task.FromResult(++asked), answer => answer == 3)).ShouldBe(3);
        (await Budget(TimeSpan.FromMilliseconds(30)).AskAsync(() => Task.FromResult(++asked), _ => false)).ShouldBe(asked);
    }

    [Fact]
    public async Task What_never_answers_is_given_up()
    {
        var budget = Budget(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(5));
        await Should.ThrowAsync<TimeoutException>(() => budget.AskAsync(() =>
        {
            asked++;
            return new TaskCompletionSource<string>().Task;
        }));
        asked.ShouldBeGreaterThan(1);
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
