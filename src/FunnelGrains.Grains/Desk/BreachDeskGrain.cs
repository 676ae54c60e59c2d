using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Domain.Desk;
using FunnelGrains.Grains.Time;
using FunnelGrains.Storage.Desk;

namespace FunnelGrains.Grains.Desk;

/// <summary>The desk of a workspace: reads, decides, writes, tells. Of two activations the one that writes a deed's number first wins, and the other reads again.</summary>
internal sealed class BreachDeskGrain(IDesk desk, ServerClock clock) : Grain, IBreachDeskGrain
{
    private string Workspace => this.GetPrimaryKeyString();

    public async Task<DeskBreach?> ReadAsync(string breach)
    {
        var now = await GrainFactory.GetGrain<IListsGrain>(Workspace).BreachAsync(breach);
        var file = await desk.FindAsync(Workspace, breach, CancellationToken.None);
        if (now is not null) return new DeskBreach(now, file?.Deeds ?? []);
        return file is null ? null : new DeskBreach(DeskFiles.RescindedOf(file.Case), file.Deeds);
    }

    public async Task<DeskAnswer> DoAsync(string breach, DeskOrder order)
    {
        while (await ReadAsync(breach) is { } now)
        {
            var before = BreachCase.Of(now.Deeds);
            var (deed, refusal) = DeskRules.Decide(before, order, now.Breach.Breach.Rescinded, clock.Now);
            if (refusal is not null) return new DeskAnswer(DeskOutcome.Conflict, refusal, now);
            if (deed is null) return new DeskAnswer(DeskOutcome.Done, "", now);
            var after = before.After(deed);
            if (await desk.WriteAsync(new DeskWrite(Workspace, DeskFiles.CaseOf(now.Breach, after), deed)))
                return new DeskAnswer(DeskOutcome.Done, "", now with { Deeds = after.Deeds });
        }

        return new DeskAnswer(DeskOutcome.Unknown, "", null);
    }
}
