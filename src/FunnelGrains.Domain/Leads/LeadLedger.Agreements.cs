using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

public sealed partial class LeadLedger
{
    /// <summary>The number of the newest version of the agreement that it is folded by.</summary>
    public int Agreement => book.Version;

    /// <summary>Folds by another book from now on, without a word about what that changes: of a lead to which it changes nothing that was counted.</summary>
    public void Turn(AgreementBook other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Version == book.Version) return;
        (book, order) = (other, new EventOrder(other));
        announcements = new LeadAnnouncements(other, Lead);
        history = history.Under(order);
        fold = LeadFolds.All(other, history, AsOf, null);
    }

    /// <summary>Folds by another book from now on.</summary>
    /// <param name="next">The book.</param>
    /// <param name="countedThrough">The shard's counts hold all rows up to this one; rows known beyond it are forgotten.</param>
    /// <param name="countedAsOf">The shard's counts judge clocks up to this instant.</param>
    /// <returns>Facts by the new book − facts by the old one, both of the rows counted and judged up to that instant.</returns>
    public LeadChange Adopt(AgreementBook next, long countedThrough, Instant countedAsOf)
    {
        GoBackTo(countedThrough, countedAsOf);
        var (before, after) = (new FactSheet(), new FactSheet());
        LeadFolds.All(book, history, countedAsOf, before);
        Turn(next);
        LeadFolds.All(book, history, countedAsOf, after);
        return Apply(countedThrough, countedAsOf, [], countedAsOf) with { Facts = [.. after.Minus(before)] };
    }

    /// <summary>Takes rows of which one quarantines an event that was folded: by an older agreement it could not be.</summary>
    private ImmutableArray<FactChange> FoldAround(ReadOnlySpan<JournalRow> rows, Instant upTo)
    {
        var (before, after) = (new FactSheet(), new FactSheet());
        LeadFolds.All(book, history, AsOf, before);
        foreach (var row in rows) history.Add(row);
        fold = LeadFolds.All(book, history, upTo, after);
        return [.. after.Minus(before)];
    }
}
