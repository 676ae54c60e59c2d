using System.Text;
using FunnelGrains.Web.Bodies;

namespace FunnelGrains.Web.Tests.BadInput;

/// <summary>What counts as too many values, and what only looks so.</summary>
public sealed class JsonSizeTests
{
    [Fact]
    public void A_thousand_events_with_all_that_they_can_have_are_not_too_much()
    {
        var data = string.Join(',', Enumerable.Range(0, 56).Select(place => $"\"a{place}\":1"));
        var one = $$$"""{"id":"1","type":"t","lead":"l","occurredAt":"x","actor":"a","data":{{{{data}}}},"personal":{"name":"n","email":"e","phone":"p","company":"c"}}""";
        JsonSize.IsTooMuch(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(one, 1_000))}]")).ShouldBeFalse();
    }

    [Fact]
    public void Commas_and_brackets_within_texts_are_no_values() =>
        JsonSize.IsTooMuch(Encoding.UTF8.GetBytes($"[\"{new string(',', 400_000)}\",\"{new string('[', 400_000)}\"]")).ShouldBeFalse();

    [Theory]
    [InlineData(JsonSize.Most - 2, false)]
    [InlineData(JsonSize.Most - 1, true)]
    public void Values_names_and_brackets_are_counted_exactly(int numbers, bool tooMuch) =>
        JsonSize.IsTooMuch(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("1", numbers))}]")).ShouldBe(tooMuch);

    [Fact]
    public void What_is_no_json_is_left_to_the_parser() =>
        JsonSize.IsTooMuch(Encoding.UTF8.GetBytes(new string('[', 400_000))).ShouldBeFalse();
}
