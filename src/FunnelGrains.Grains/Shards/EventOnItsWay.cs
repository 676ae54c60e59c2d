using FunnelGrains.Abstractions.Ingest;

namespace FunnelGrains.Grains.Shards;

/// <summary>An event between its admission and its count, with those who sent it again meanwhile: they share its fate.</summary>
internal sealed class EventOnItsWay(PostCall call, int index)
{
    private List<(PostCall Call, int Index, bool Differs)>? repeats;

    public void Repeat(PostCall again, int at, bool differs) => (repeats ??= []).Add((again, at, differs));

    public void Settle(OutcomeStatus status)
    {
        call.Settle(index, new EventOutcome(status));
        if (repeats is null) return;
        foreach (var (again, at, differs) in repeats)
            again.Settle(at, new EventOutcome(
                status == OutcomeStatus.Retry ? status : differs ? OutcomeStatus.DuplicateDiffers : OutcomeStatus.Duplicate));
    }
}
