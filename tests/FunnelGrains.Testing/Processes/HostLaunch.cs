using System.Collections.Immutable;

namespace FunnelGrains.Testing.Processes;

/// <summary>How a test wants the host started.</summary>
public sealed record HostLaunch
{
    /// <summary>The data folder; a new temporary one, removed at the end, by default. A given one is left in place.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The HTTP port on 127.0.0.1; 0, the default, lets the system choose a free one.</summary>
    public int Port { get; init; }

    /// <summary>The administrator's key of the home workspace.</summary>
    public string AdminKey { get; init; } = "test-admin-key-0123456789";

    /// <summary>Whether to start the demo company.</summary>
    public bool Demo { get; init; }

    /// <summary>Which parts run: <c>all</c>, <c>silo</c> or <c>web</c>; null for the host's default, which is all.</summary>
    public string? Mode { get; init; }

    /// <summary>Settings by the names of the environment, for example <c>FunnelGrains__Shards</c>.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Further command line arguments.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>A command before the host's own, for example <c>strace -f -o out</c>; the host is then its child.</summary>
    public ImmutableArray<string> Under { get; init; } = [];

    /// <summary>How long the start may take until events are accepted; 60 s by default.</summary>
    public TimeSpan StartsWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The same launch with one more setting.</summary>
    public HostLaunch With(string setting, string value) => this with { Settings = Settings.SetItem(setting, value) };
}
