using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

/// <summary>One lead's facts by the very fold that counts them, for who asks what stands behind a number.</summary>
public sealed class LeadFacts
{
    private readonly LeadLedger ledger;
    private readonly LeadChange all;

    private LeadFacts(LeadLedger ledger, LeadChange all) => (this.ledger, this.all) = (ledger, all);

    /// <summary>Folds a lead.</summary>
    /// <param name="book">The workspace's agreement.</param>
    /// <param name="lead">The lead's id.</param>
    /// <param name="rows">All its rows, ascending by sequence number.</param>
    /// <param name="upTo">Up to which instant clocks are judged.</param>
    public static LeadFacts Of(AgreementBook book, string lead, IEnumerable<JournalRow> rows, Instant upTo)
    {
        var ledger = new LeadLedger(book, lead, []);
        return new LeadFacts(ledger, ledger.Apply(0, Instant.MinValue, [.. rows], upTo));
    }

    /// <summary>The lead; null when none of its rows made one.</summary>
    public LeadView? View => all.View;

    /// <summary>All its facts; the same fact may stand several times, and again to be taken back.</summary>
    public IEnumerable<FactChange> All => all.Facts;

    /// <summary>Those of <see cref="Measure.ClauseBreached"/> whose clock was met after its due.</summary>
    public IEnumerable<FactChange> MetLate => ledger.MetLate();

    /// <summary>How often the lead stands behind a number.</summary>
    public long Count(FactQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return (question.Kind == FactKind.MetLate ? MetLate : All).Where(change => question.Matches(change.Fact)).Sum(change => change.N);
    }
}
