using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Meetings;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;

namespace FunnelGrains.Grains.Meetings;

/// <summary>One meeting. Nothing is known here before it is kept.</summary>
internal sealed class MeetingGrain([PersistentState("meeting", "grains")] IPersistentState<MeetingState> state, AgreementBooks books, ServerClock clock)
    : Grain, IMeetingGrain
{
    private const int MostDecisions = 200;
    private string workspace = "";
    private string id = "";
    private MeetingState known = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (workspace, id) = MeetingKey.Parse(this.GetPrimaryKeyString());
        known = state.State;
        return Task.CompletedTask;
    }

    public async Task<MeetingMade?> MakeAsync(MeetingOrder order)
    {
        // Whether those that were not open then are now, nobody looked again.
        if (known.Entry?.ToEntry() is { MadeAt: { } kept }) return new MeetingMade(kept, [.. known.Carried.Select(one => one.Meeting).Union(order.CarryFrom, StringComparer.Ordinal)]);
        var book = await books.FindAsync(workspace, CancellationToken.None) ?? throw new InvalidOperationException($"there is no workspace {workspace}");
        if (await new MeetingTaker(book, GrainFactory, clock).TakeAsync(order.Entry, order.WaitsForForecasts) is not { } figures) return null;
        var carried = new List<StoredCarried>();
        foreach (var earlier in order.CarryFrom)
            carried.AddRange((await Meeting(earlier).DecisionsAsync()).Where(decision => !decision.Terms.Done).Select(decision => new StoredCarried(earlier, decision.Id)));
        var entry = order.Entry with { Standing = MeetingStanding.Made, MadeAt = figures.TakenAt };
        await KeepAsync(new MeetingState { Entry = StoredEntry.Of(entry), Figures = StoredFigures.Of(figures), Carried = carried });
        return new MeetingMade(figures.TakenAt, [.. carried.Select(one => one.Meeting).Distinct(StringComparer.Ordinal)]);
    }

    public async Task<MeetingReading?> ReadAsync()
    {
        if (known is not { Entry: { } entry, Figures: { } figures }) return null;
        var carried = new List<MeetingDecision>();
        foreach (var from in known.Carried.GroupBy(one => one.Meeting, StringComparer.Ordinal))
        {
            var there = (await Meeting(from.Key).DecisionsAsync()).ToDictionary(decision => decision.Id, StringComparer.Ordinal);
            carried.AddRange(from.Where(one => there.ContainsKey(one.Decision)).Select(one => new MeetingDecision(from.Key, there[one.Decision], Carried: true)));
        }

        return new MeetingReading(
            entry.ToEntry(), figures.ToFigures(), [.. carried, .. known.Decisions.Select(one => new MeetingDecision(id, one.ToDecision(), Carried: false))],
            known.Notes?.ToNotes());
    }

    public Task<ImmutableArray<Decision>> DecisionsAsync() => Task.FromResult(known.Decisions.Select(one => one.ToDecision()).ToImmutableArray());

    public async Task<MeetingDecision?> DecideAsync(DecisionTerms terms, string by)
    {
        if (known.Entry is null || known.Decisions.Count >= MostDecisions) return null;
        // Noted before it is kept: a note too many costs the next meeting a look, one too few would lose a decision.
        await GrainFactory.GetGrain<IMeetingBookGrain>(MeetingKey.Book(workspace)).NoteDecisionsAsync(id);
        var now = clock.Now;
        var decision = new Decision((known.Decisions.Count + 1).ToString(CultureInfo.InvariantCulture), terms, now, by, now, by);
        await KeepAsync(known.With(decisions: [.. known.Decisions, StoredDecision.Of(decision)]));
        return new MeetingDecision(id, decision, Carried: false);
    }

    public async Task<MeetingDecision?> ChangeAsync(string decision, DecisionTerms terms, string by)
    {
        if (known.Decisions.FindIndex(one => one.Id == decision) is var at && at < 0) return null;
        var before = known.Decisions[at].ToDecision();
        var after = before.Change(terms, clock.Now, by);
        if (after != before)
        {
            if (before.Terms.Done && !terms.Done) await GrainFactory.GetGrain<IMeetingBookGrain>(MeetingKey.Book(workspace)).NoteDecisionsAsync(id);
            var decisions = known.Decisions.ToList();
            decisions[at] = StoredDecision.Of(after);
            await KeepAsync(known.With(decisions: decisions));
        }

        return new MeetingDecision(id, after, Carried: false);
    }

    public async Task<bool> NoteAsync(string text, string by)
    {
        if (known.Entry is null) return false;
        if ((known.Notes?.Text ?? "") != text) await KeepAsync(known.With(notes: new StoredNotes(text, clock.Now.ToUnixTimeMilliseconds(), by)));
        return true;
    }

    private IMeetingGrain Meeting(string other) => GrainFactory.GetGrain<IMeetingGrain>(MeetingKey.Of(workspace, other));

    private async Task KeepAsync(MeetingState next)
    {
        state.State = next;
        await state.KeepAsync(this);
        known = next;
    }
}
