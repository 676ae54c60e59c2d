using System.Text.Json;

namespace FunnelGrains.Sdk.Tests.Live;

/// <summary>Frames and patches as the hub sends them.</summary>
public sealed class FrameKeeperTests
{
    private readonly FrameKeeper frames = new();

    [Fact]
    public void A_patch_changes_its_sections_and_leaves_the_others()
    {
        Take("""{"kind":"frame","epoch":"1","version":5,"revision":10,"workspace":"w","totals":{"won":1}}""").ShouldBe(FrameTaken.Changed);
        Take("""{"kind":"patch","base":10,"epoch":"1","version":6,"revision":11,"totals":{"won":2}}""").ShouldBe(FrameTaken.Changed);
        (frames.Frame!.Workspace, frames.Frame.Version, frames.Frame.Revision, frames.Frame.Totals.Won).ShouldBe(("w", 6, 11, 2));
    }

    [Theory]
    [InlineData("""{"kind":"patch","base":11,"epoch":"1","revision":12}""")]
    [InlineData("""{"kind":"patch","base":10,"epoch":"2","revision":11}""")]
    public void A_patch_to_a_frame_that_is_not_here_is_a_gap(string patch)
    {
        Take("""{"kind":"frame","epoch":"1","revision":10}""");
        Take(patch).ShouldBe(FrameTaken.Gap);
        frames.Frame!.Revision.ShouldBe(10);
    }

    [Fact]
    public void A_patch_before_any_frame_is_a_gap() => Take("""{"kind":"patch","base":1,"epoch":"1","revision":2}""").ShouldBe(FrameTaken.Gap);

    [Fact]
    public void A_patch_to_an_older_frame_changes_nothing()
    {
        Take("""{"kind":"frame","epoch":"1","revision":10,"version":7}""");
        Take("""{"kind":"patch","base":9,"epoch":"1","revision":10,"version":6}""").ShouldBe(FrameTaken.Old);
        frames.Frame!.Version.ShouldBe(7);
    }

    private FrameTaken Take(string json) => frames.Take(JsonElement.Parse(json));
}
