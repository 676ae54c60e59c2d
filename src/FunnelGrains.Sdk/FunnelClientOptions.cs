namespace FunnelGrains.Sdk;

/// <summary>How <see cref="FunnelClient"/> reaches the server and how long it tries.</summary>
public sealed record FunnelClientOptions
{
    /// <summary>The server's address; http or https. A path is kept as a prefix.</summary>
    public Uri BaseAddress { get; init; } = new("http://localhost:5080");

    /// <summary>The key (<c>fg_…</c>, or the one an administrator chose), or null for none.</summary>
    public string? Key { get; init; }

    /// <summary>One attempt's longest time; more than zero. Default 100 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The time within which what is safe to repeat is repeated; zero for a single attempt. Default 2 min. A wait that would pass
    /// its end is not begun.
    /// </summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The first wait between two attempts; it doubles each time, and a random part of up to a half is taken off. Default 200 ms.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait that is not asked for by the server's <c>Retry-After</c>. Default 15 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bodies of at least so many bytes are sent with gzip; null for never. Default 4,096.</summary>
    public int? CompressFrom { get; init; } = 4096;

    /// <summary>Told before each wait, for a log or a display; null for nobody.</summary>
    public Action<RetryNotice>? Retrying { get; init; }

    /// <summary>The clock of waits and timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether a text can be sent as a key: visible ASCII, and spaces within.</summary>
    public static bool CanBeKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text.All(letter => letter is >= ' ' and <= '~') && !text.StartsWith(' ') && !text.EndsWith(' ');
    }

    /// <summary>Leaves the key out, so that options may be logged.</summary>
    public override string ToString() => $"{BaseAddress}, key {(Key is null ? "absent" : "given")}";
}
