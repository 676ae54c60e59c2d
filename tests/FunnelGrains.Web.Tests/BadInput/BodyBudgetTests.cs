using FunnelGrains.Web.Bodies;

namespace FunnelGrains.Web.Tests.BadInput;

/// <summary>How much of the memory bodies may take.</summary>
public sealed class BodyBudgetTests
{
    [Theory]
    [InlineData(0, 24_000_000)]
    [InlineData(100_000_000, 24_000_000)]
    [InlineData(400_000_000, 50_000_000)]
    [InlineData(64_000_000_000, 96_000_000)]
    public void It_is_an_eighth_of_the_memory_within_bounds(long available, long most) => new BodyBudget(available).Most.ShouldBe(most);

    [Fact]
    public void What_is_not_there_is_not_taken_but_for_what_is_under_way()
    {
        var budget = new BodyBudget(0);
        budget.TryTake(20_000_000).ShouldBeTrue();
        budget.TryTake(5_000_000).ShouldBeFalse();
        budget.Held.ShouldBe(20_000_000);
        budget.Take(5_000_000).ShouldBeFalse();
        budget.Held.ShouldBe(25_000_000);
        budget.Return(25_000_000);
        budget.Held.ShouldBe(0);
    }

    [Fact]
    public async Task A_text_in_pieces_is_whole_and_gives_back_what_it_took()
    {
        var budget = new BodyBudget(0);
        var read = new MemoryStream();
        var expected = new MemoryStream();
        using (var text = new PooledText(budget))
        {
            for (var n = 0; n < 40_000; n++)
            {
                var word = System.Text.Encoding.UTF8.GetBytes($"{n} ");
                word.CopyTo(text.GetSpan(word.Length));
                text.Advance(word.Length);
                expected.Write(word);
            }

            (text.Length, text.IsOverBudget).ShouldBe((expected.Length, false));
            budget.Held.ShouldBeGreaterThanOrEqualTo(text.Length);
            await text.CopyToAsync(read, CancellationToken.None);
        }

        read.ToArray().ShouldBe(expected.ToArray());
        budget.Held.ShouldBe(0);
    }
}
