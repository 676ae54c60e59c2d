using System.Buffers.Text;
using System.Globalization;
using System.Text;
using NodaTime;

namespace FunnelGrains.Storage.ReadModel;

/// <summary>A breach's place among all: the latest due first, then by lead and id. Where a page of breaches ended; outside it is an opaque text.</summary>
/// <param name="Due">When it was due, whole milliseconds.</param>
/// <param name="Lead">Its lead.</param>
/// <param name="Id">Its id.</param>
public sealed record BreachPlace(Instant Due, string Lead, string Id)
{
    /// <summary>The place of a row.</summary>
    public static BreachPlace Of(BreachRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new BreachPlace(row.Breach.Due, row.Lead, row.Breach.Id);
    }

    /// <summary>The opaque text.</summary>
    public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Due.ToUnixTimeMilliseconds()}:{Id}:{Lead}")));

    /// <summary>Reads the opaque text; null for none, and for one that is not ours.</summary>
    public static BreachPlace? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || !Base64Url.IsValid(text)) return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(':', 3);
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var due)
            && due >= Instant.MinValue.ToUnixTimeMilliseconds() && due <= Instant.MaxValue.ToUnixTimeMilliseconds()
            ? new BreachPlace(Instant.FromUnixTimeMilliseconds(due), parts[2], parts[1]) : null;
    }
}
