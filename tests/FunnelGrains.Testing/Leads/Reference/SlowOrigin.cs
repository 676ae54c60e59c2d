using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>Source, campaign and segment of a lead: the last non-empty one of an update, else the first non-empty one of a capture.</summary>
internal sealed class SlowOrigin(List<Scene> story)
{
    public (string? Sent, string Counted) Source => Find(attributes => attributes.Source, OtherValues.Source);

    public (string? Sent, string Counted) Campaign => Find(attributes => attributes.Campaign, OtherValues.Campaign);

    public (string? Sent, string Counted) Segment => Find(attributes => attributes.Segment, OtherValues.Segment);

    private (string? Sent, string Counted) Find(Func<LeadAttributes, string?> read, OtherValues which)
    {
        var update = story.LastOrDefault(scene => scene.Event.Data is Updated updated && !string.IsNullOrEmpty(read(updated.Attributes)));
        var capture = story.FirstOrDefault(scene => scene.Event.Data is Captured captured && !string.IsNullOrEmpty(read(captured.Attributes)));
        return (update ?? capture) switch
        {
            null => (null, ""),
            var said => (Value(said), (said.Row.Other & which) != 0 ? "(other)" : Value(said)),
        };

        string Value(Scene scene) => read(scene.Event.Data is Updated updated ? updated.Attributes : ((Captured)scene.Event.Data).Attributes)!;
    }
}
