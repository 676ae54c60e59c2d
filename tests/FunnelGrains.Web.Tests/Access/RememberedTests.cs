using FunnelGrains.Web.Access;

namespace FunnelGrains.Web.Tests.Access;

/// <summary>Answers about keys: how old they get, and how many are kept.</summary>
public sealed class RememberedTests
{
    private readonly HandTime time = new();
    private int asked;

    [Fact]
    public async Task An_answer_is_asked_for_again_when_it_is_too_old_for_who_asks()
    {
        var known = new Remembered<int>(time, _ => Task.FromResult(++asked));
        (await known.FindAsync("a", TimeSpan.FromSeconds(5))).ShouldBe(1);
        time.Pass(TimeSpan.FromSeconds(4));
        (await known.FindAsync("a", TimeSpan.FromSeconds(5))).ShouldBe(1);
        (await known.FindAsync("a", TimeSpan.FromSeconds(1))).ShouldBe(2);
        time.Pass(TimeSpan.FromSeconds(5));
        (await known.FindAsync("a", TimeSpan.FromSeconds(5))).ShouldBe(3);
        known.Forget("a");
        (await known.FindAsync("a", TimeSpan.FromSeconds(5))).ShouldBe(4);
    }

    [Fact]
    public async Task An_answer_is_as_old_as_its_question()
    {
        var known = new Remembered<int>(time, _ =>
        {
            time.Pass(TimeSpan.FromSeconds(3));
            return Task.FromResult(++asked);
        });
        await known.FindAsync("a", TimeSpan.FromSeconds(5));
        time.Pass(TimeSpan.FromSeconds(2));
        (await known.FindAsync("a", TimeSpan.FromSeconds(5))).ShouldBe(2);
    }

    [Fact]
    public async Task A_question_that_failed_is_asked_again()
    {
        var known = new Remembered<int>(time, _ => ++asked == 1 ? throw new TimeoutException() : Task.FromResult(asked));
        await Should.ThrowAsync<TimeoutException>(async () => await known.FindAsync("a", TimeSpan.FromSeconds(5)));
        (await known.FindAsync("a", TimeSpan.FromSeconds(5))).ShouldBe(2);
    }

    [Fact]
    public async Task Strangers_who_ask_for_anything_do_not_fill_the_memory()
    {
        var known = new Remembered<int>(time, _ => Task.FromResult(++asked));
        for (var stranger = 0; stranger < 25_000; stranger++)
        {
            await known.FindAsync($"{stranger}", TimeSpan.FromSeconds(5));
            known.Count.ShouldBeLessThanOrEqualTo(10_000);
        }
    }
}
