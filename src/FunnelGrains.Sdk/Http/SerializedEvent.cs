using System.Text.Json;

namespace FunnelGrains.Sdk;

/// <summary>An event with its bytes, so that a part of a body can be repeated without another serialisation.</summary>
internal sealed record SerializedEvent(int Index, string? Id, ReadOnlyMemory<byte> Json)
{
    public static SerializedEvent From(int index, FunnelEvent e) =>
        new(index, e.Id, JsonSerializer.SerializeToUtf8Bytes(e, FunnelJson.Default.FunnelEvent));
}
