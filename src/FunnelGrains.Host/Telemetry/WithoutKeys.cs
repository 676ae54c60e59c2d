using System.Diagnostics;
using OpenTelemetry;

namespace FunnelGrains.Host.Telemetry;

/// <summary>
/// Takes out of spans what would name a lead, a key or a session: the keys of grains, and addresses with a lead's id or a search in them. The route without its values stays.
/// </summary>
internal sealed class WithoutKeys : BaseProcessor<Activity>
{
    private static readonly string[] Naming = ["orleans.rpc.target_id", "orleans.rpc.source_id", "url.path", "url.query"];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var tag in Naming) data.SetTag(tag, null);
    }
}
