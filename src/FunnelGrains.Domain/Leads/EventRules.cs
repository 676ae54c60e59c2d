using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Domain.Leads;

/// <summary>What the fold demands of an event alone; an event that fails is quarantined, whatever came before it.</summary>
internal static class EventRules
{
    /// <exception cref="UnfoldableEventException">The event cannot be folded.</exception>
    public static void Check(LeadEvent e, CompiledAgreement version, AgreementBook book)
    {
        switch (e.Data)
        {
            case StageChanged changed: Known(changed.Stage, version, book); break;
            case Recycled { Stage: { } to } when Known(to, version, book).Stage.Kind != StageKind.Open:
                throw new UnfoldableEventException($"a lead cannot be recycled into {to}");
            case DealWon { Amount: { } amount } won:
                if (amount is < 0 or >= EventData.AmountLimit || won.Currency is null || decimal.Round(amount, 4) != amount)
                    throw new UnfoldableEventException("the amount is out of bounds or has no currency");
                break;
            case Captured or Updated or Rejected or Recycled or Assigned or Touched or DealWon or DealLost: break;
            default: throw new UnfoldableEventException($"type {(e.Data as Unreadable)?.Type ?? e.Type.Name()} is unknown or unreadable");
        }
    }

    private static CompiledStage Known(string stage, CompiledAgreement version, AgreementBook book) =>
        book.Find(stage, version) ?? throw new UnfoldableEventException($"no version of the agreement knows the stage {stage}");
}

/// <summary>An event that no fold can take.</summary>
internal sealed class UnfoldableEventException(string why) : Exception(why);
