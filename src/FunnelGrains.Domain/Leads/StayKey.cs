using System.Collections.Concurrent;
using FunnelGrains.Domain.Funnel;

namespace FunnelGrains.Domain.Leads;

/// <summary>The key <c>stage|bucket</c> of a time-in-stage cell; kept, since there are few and they are made for each move.</summary>
internal static class StayKey
{
    private static readonly ConcurrentDictionary<(string Stage, int Bucket), string> Known = new();

    public static string Of(string stage, int bucket) =>
        Known.GetOrAdd((stage, bucket), static key => $"{key.Stage}|{DurationHistogram.Name(key.Bucket)}");
}
