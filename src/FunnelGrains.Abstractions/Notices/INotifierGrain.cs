using System.Collections.Immutable;
using FunnelGrains.Domain.Notices;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Notices;

/// <summary>
/// Tells a workspace's announcements to its endpoints. What is answered is durable; what was announced reaches every endpoint that asked for it at least once, with the same id, or is
/// dead and can be seen. Key: the workspace.
/// </summary>
[Alias("fg.INotifierGrain")]
public interface INotifierGrain : IGrainWithStringKey
{
    /// <summary>Looks for new announcements, and sends what is to be sent.</summary>
    [OneWay, AlwaysInterleave, Alias("Wake")]
    Task WakeAsync();

    /// <summary>Takes over an announcement that is in no journal; durable when it answers. It may be given again, and is told once if its messages wait still.</summary>
    [Alias("Announce")]
    Task AnnounceAsync(Announcement announcement);

    /// <summary>All endpoints by id.</summary>
    [Alias("All")]
    Task<ImmutableArray<EndpointReading>> AllAsync();

    /// <summary>An endpoint; null where there is none of that id.</summary>
    [Alias("Read")]
    Task<EndpointReading?> ReadAsync(string id);

    /// <summary>Makes an endpoint, or changes all of it but its kind.</summary>
    [Alias("Put")]
    Task<EndpointPut> PutAsync(string id, EndpointSettings settings);

    /// <summary>Forgets an endpoint with its messages.</summary>
    /// <returns>False where there is none.</returns>
    [Alias("Delete")]
    Task<bool> DeleteAsync(string id);

    /// <summary>Sends nothing to it until it is resumed; messages wait. Or resumes it.</summary>
    /// <returns>Null where there is none.</returns>
    [Alias("Pause")]
    Task<EndpointReading?> PauseAsync(string id, bool paused);

    /// <summary>Gives a webhook a new secret; the one before signs too, for a day.</summary>
    /// <returns>The secret; null where there is no such webhook.</returns>
    [Alias("Rotate")]
    Task<string?> RotateAsync(string id);

    /// <summary>Sends it a message of type <c>test</c>.</summary>
    /// <returns>The message's id; null where there is no such endpoint.</returns>
    [Alias("Test")]
    Task<string?> TestAsync(string id);

    /// <summary>What was tried, the latest first.</summary>
    /// <param name="id">The endpoint.</param>
    /// <param name="before">Only those before this number; null for all.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <returns>Null where there is no such endpoint.</returns>
    [Alias("Attempts")]
    Task<ImmutableArray<AttemptReading>?> AttemptsAsync(string id, long? before, int limit);

    /// <summary>Messages that are tried no more, by id.</summary>
    /// <param name="id">The endpoint.</param>
    /// <param name="after">Only those behind this id; null for all.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <returns>Null where there is no such endpoint.</returns>
    [Alias("Dead")]
    Task<ImmutableArray<DeadNotice>?> DeadAsync(string id, string? after, int limit);

    /// <summary>Tries dead messages again, as if they were new, with their ids.</summary>
    /// <param name="id">The endpoint.</param>
    /// <param name="notice">The message; null for all.</param>
    /// <returns>How many; null where there is no such endpoint.</returns>
    [Alias("Replay")]
    Task<int?> ReplayAsync(string id, string? notice);
}
