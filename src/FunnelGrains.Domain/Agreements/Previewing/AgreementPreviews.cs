using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Agreements.Previewing;

/// <summary>Tells what the newest version of a book does to a lead's open clocks when it takes force, if nothing else happens until then.</summary>
public static class AgreementPreviews
{
    /// <summary>The clocks that are running or paused at that instant.</summary>
    /// <param name="candidate">With the version that is looked at as its newest.</param>
    /// <param name="lead">The lead's id.</param>
    /// <param name="rows">Its rows, ascending.</param>
    public static IEnumerable<PreviewedClock> Of(AgreementBook candidate, string lead, IEnumerable<JournalRow> rows)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var version = candidate.Latest;
        var from = version.Agreement.InForceFrom;
        var ledger = new LeadLedger(candidate, lead, rows);
        // What time does at an instant it does strictly after it: so the first is before the version takes open clocks, and the second just after.
        var before = ClocksAt(ledger, from);
        if (before.Count == 0) yield break;
        var after = ClocksAt(ledger, from + Duration.FromMilliseconds(1), all: true).ToDictionary(clock => (clock.Clause, clock.StartEvent, clock.Cycle));
        foreach (var clock in before)
        {
            var now = after[(clock.Clause, clock.StartEvent, clock.Cycle)];
            var effect = EffectOf(version, clock, now);
            yield return new PreviewedClock(lead, clock.Clause, clock.StartEvent, clock.Due, effect == PreviewEffect.Cancelled ? null : now.Due, effect);
        }
    }

    private static PreviewEffect EffectOf(CompiledAgreement version, ClockView before, ClockView after) => (version.Agreement.Scope, after.State) switch
    {
        (AgreementScope.NewClocks, _) => PreviewEffect.Stays,
        (_, ClockState.Cancelled) => PreviewEffect.Cancelled,
        (_, ClockState.Breached or ClockState.MetLate) => PreviewEffect.Breaches,
        _ => before.Due == after.Due ? PreviewEffect.Moves : PreviewEffect.DueChanges,
    };

    private static List<ClockView> ClocksAt(LeadLedger ledger, Instant at, bool all = false) =>
        [.. (ledger.Apply(ledger.LastSeq, ledger.AsOf, [], at).View?.Clocks ?? []).Where(clock => all || clock.State is ClockState.Running or ClockState.Paused)];
}
