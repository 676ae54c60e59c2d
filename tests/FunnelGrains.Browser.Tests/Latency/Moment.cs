namespace FunnelGrains.Browser.Tests.Latency;

/// <summary>Instants as pages have them.</summary>
internal static class Moment
{
    /// <summary>Milliseconds since 1970.</summary>
    public static double Now => Of(TimeProvider.System.GetUtcNow());

    /// <summary>An instant in milliseconds since 1970.</summary>
    public static double Of(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
