using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Storage.Notices;
using NodaTime;

namespace FunnelGrains.Grains.Notices;

/// <summary>What a message tells: the first few announcements whole, and how many there are of each type.</summary>
/// <param name="Shown">The first.</param>
/// <param name="Counts">By type.</param>
internal sealed record Outgoing(ImmutableArray<Announcement> Shown, ImmutableSortedDictionary<string, int> Counts)
{
    /// <summary>As many are told one by one to people.</summary>
    private const int MostShown = 10;

    public int Count => Counts.Values.Sum();

    public static Outgoing Of(Announcement one) => new([one], ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal).Add(one.Type, 1));

    public Outgoing With(Announcement another) => new(
        Shown.Length < MostShown ? Shown.Add(another) : Shown, Counts.SetItem(another.Type, Counts.GetValueOrDefault(another.Type) + 1));

    public static Outgoing Of(Notice notice) => Of(notice.Document);

    public static Outgoing Of(string document)
    {
        var stored = JsonSerializer.Deserialize<StoredOutgoing>(document)!;
        return new Outgoing(
            [.. stored.Shown.Select(one => new Announcement(one.Id, one.Type, one.Lead, Instant.FromUnixTimeMilliseconds(one.At), one.Data))],
            stored.Counts.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    public string Write() => JsonSerializer.Serialize(new StoredOutgoing
    {
        Shown = [.. Shown.Select(one => new StoredAnnouncement { Id = one.Id, Type = one.Type, Lead = one.Lead, At = one.At.ToUnixTimeMilliseconds(), Data = one.Data })],
        Counts = new Dictionary<string, int>(Counts, StringComparer.Ordinal),
    });
}

/// <summary>A message's content as it is stored.</summary>
internal sealed class StoredOutgoing
{
    public List<StoredAnnouncement> Shown { get; set; } = [];

    public Dictionary<string, int> Counts { get; set; } = [];
}

/// <summary>An announcement as it is stored.</summary>
internal sealed class StoredAnnouncement
{
    public string Id { get; set; } = "";

    public string Type { get; set; } = "";

    public string? Lead { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long At { get; set; }

    public string Data { get; set; } = "{}";
}
