using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Domain.Leads;

/// <summary>
/// The events' own order: business time; at one instant the order of types, among stage changes the stages' order; then id by
/// its UTF-8 bytes. It does not depend on arrival.
/// </summary>
public sealed class EventOrder(AgreementBook book) : IComparer<JournalRow>
{
    /// <inheritdoc/>
    public int Compare(JournalRow? x, JournalRow? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var (a, b) = (x.Event, y.Event);
        var order = a.OccurredAt.CompareTo(b.OccurredAt);
        if (order == 0) order = a.Type.CompareTo(b.Type);
        if (order == 0 && a.Data is StageChanged one && b.Data is StageChanged other) order = StageRank(a, one).CompareTo(StageRank(b, other));
        return order != 0 ? order : CompareUtf8(a.Id, b.Id);
    }

    /// <summary>Compares two texts as their UTF-8 bytes would.</summary>
    public static int CompareUtf8(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            if (a[i] == b[i]) continue;
            // UTF-16 puts surrogates (code points from U+10000) below U+E000; UTF-8 puts them above.
            var (high, otherHigh) = (char.IsSurrogate(a[i]), char.IsSurrogate(b[i]));
            return high == otherHigh ? a[i].CompareTo(b[i]) : high ? 1 : -1;
        }

        return a.Length.CompareTo(b.Length);
    }

    private int StageRank(LeadEvent e, StageChanged change) => book.Find(change.Stage, book.At(e.OccurredAt))?.Order ?? int.MaxValue;
}
