using System.Text.Json;

namespace FunnelGrains.Sdk;

/// <summary>
/// An event with its bytes, so that a part of a body can be repeated without another serialisation. Repeating it is always safe: it has an id, or the
/// server makes one of its content.
/// </summary>
internal sealed record SerializedEvent(int Index, string? Id, ReadOnlyMemory<byte> Json)
{
    public static SerializedEvent From(int index, FunnelEvent e)
    {
        if (e is { Id: null, OccurredAt: null })
            e = e.WithId($"once:{Guid.NewGuid():N}");
        return new(index, e.Id, JsonSerializer.SerializeToUtf8Bytes(e, FunnelJson.Default.FunnelEvent));
    }
}
