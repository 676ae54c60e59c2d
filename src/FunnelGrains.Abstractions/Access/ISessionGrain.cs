using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Access;

/// <summary>A browser's session, which lives in its cookie: here is kept only that it was ended, so that no copy of the cookie opens anything any more. Key: <see cref="AccessKey.Session"/>.</summary>
[Alias("fg.ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Whether it was ended.</summary>
    [AlwaysInterleave, Alias("IsEnded")]
    Task<bool> IsEndedAsync();

    /// <summary>Ends it, for ever; kept when it answers.</summary>
    [Alias("End")]
    Task EndAsync();
}
