using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Host.Tests.Demo;

/// <summary>An event in words, to compare whole ones.</summary>
internal static class DemoText
{
    public static string Of(IncomingEvent e) =>
        $"{e.Lead} {e.Id} {e.Type.Name()} {e.OccurredAt} {e.Actor} {EventDataCodec.Write(e.Data)} {e.Personal}";
}
