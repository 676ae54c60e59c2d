using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FunnelGrains.Storage.ReadModel;

/// <summary>Where a page of leads ended: the last row's place in the order. Outside it is an opaque text.</summary>
/// <param name="Order">Which order.</param>
/// <param name="At">The instant it is ordered by, in unix milliseconds; null where that order has none.</param>
/// <param name="Lead">The last lead.</param>
internal sealed record LeadCursor(char Order, long? At, string Lead)
{
    /// <summary>By next due, then id.</summary>
    public const char ByDue = 'd';

    /// <summary>By last update, the latest first, then id backwards.</summary>
    public const char ByUpdate = 'u';

    /// <summary>The opaque text.</summary>
    public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Order}{At}:{Lead}")));

    /// <summary>Reads the opaque text; null for none, and for one that is not ours or of another order.</summary>
    public static LeadCursor? Read(string? text, char order)
    {
        if (string.IsNullOrEmpty(text) || !Base64Url.IsValid(text)) return null;
        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || plain[0] != order) return null;
        if (colon == 1) return new LeadCursor(order, null, plain[2..]);
        return long.TryParse(plain.AsSpan(1, colon - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            ? new LeadCursor(order, at, plain[(colon + 1)..])
            : null;
    }
}
