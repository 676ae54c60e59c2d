using FunnelGrains.Web.Live;

namespace FunnelGrains.Web.Tests.Boards;

public sealed class RecentIdsTests
{
    [Fact]
    public void An_id_is_new_once_as_long_as_it_is_among_the_last_twenty_thousand()
    {
        var ids = new RecentIds();
        ids.Add("first").ShouldBeTrue();
        ids.Add("first").ShouldBeFalse();
        for (var i = 0; i < 19_999; i++) ids.Add($"other {i}").ShouldBeTrue();
        ids.Add("first").ShouldBeFalse();
        ids.Add("one more").ShouldBeTrue();
        ids.Add("first").ShouldBeTrue();
    }
}
