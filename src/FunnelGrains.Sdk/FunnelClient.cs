namespace FunnelGrains.Sdk;

/// <summary>
/// A FunnelGrains server over HTTP. One client serves any number of concurrent calls. What is safe to repeat is repeated on
/// 408, 429, 502, 503, 504 and connection failures, with exponential waits, within <see cref="FunnelClientOptions.RetryFor"/>.
/// </summary>
public sealed partial class FunnelClient : IDisposable
{
    private readonly HttpClient? owned;
    private readonly HttpPipe pipe;
    private readonly EventPoster poster;
    private readonly HttpClient http;
    private readonly FunnelClientOptions options;

    /// <summary>Makes a client with connections of its own.</summary>
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public FunnelClient(FunnelClientOptions options)
        : this(HttpPipe.MakeClient(), options) => owned = http;

    /// <summary>Makes a client over given connections, which it does not close.</summary>
    /// <param name="http">Its own address and headers are left alone; its timeout counts for each attempt.</param>
    /// <param name="options">Where and how.</param>
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public FunnelClient(HttpClient http, FunnelClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        (this.http, this.options) = (http, options);
        pipe = new HttpPipe(http, options);
        poster = new EventPoster(pipe, options);
    }

    /// <summary>Posts events. Any number: they are cut into requests that the server takes, sent one after the other.</summary>
    /// <returns>
    /// The answer for all of them. <see cref="PostAnswer.Unsettled"/> is not empty when the server could not settle some in time.
    /// </returns>
    /// <exception cref="FunnelApiException">The server does not take a request; requests before it are stored.</exception>
    /// <exception cref="FunnelUnreachableException">No answer came; repeating the same events is safe if each has an id or its time.</exception>
    public async Task<PostAnswer> PostAsync(IReadOnlyList<FunnelEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var answers = new List<PostAnswer>();
        foreach (var part in EventBody.Cut(events))
            answers.Add(await poster.PostAsync(part, cancellationToken));
        return PostTally.Sum(answers);
    }

    /// <summary>Posts one event.</summary>
    /// <inheritdoc cref="PostAsync(IReadOnlyList{FunnelEvent}, CancellationToken)"/>
    public Task<PostAnswer> PostAsync(FunnelEvent e, CancellationToken cancellationToken = default) =>
        PostAsync([e], cancellationToken);

    /// <summary>Closes the connections that the client made itself.</summary>
    public void Dispose() => owned?.Dispose();

    private static void Check(FunnelClientOptions options)
    {
        if (!options.BaseAddress.IsAbsoluteUri || options.BaseAddress.Scheme is not ("http" or "https"))
            throw new ArgumentException("The address has to be an absolute http or https URL.", nameof(options));
        if (options.Key is { } key && !FunnelClientOptions.CanBeKey(key))
            throw new ArgumentException("The key has characters that a key never has.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.AttemptTimeout, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RetryFor, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.FirstWait, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LongestWait, options.FirstWait, nameof(options));
    }
}
