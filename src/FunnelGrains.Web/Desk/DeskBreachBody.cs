using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Domain.Desk;
using FunnelGrains.Web.Reading;
using NodaTime;

namespace FunnelGrains.Web.Desk;

/// <summary>A promise that was not kept in time, with all that was done about it.</summary>
/// <param name="Id">The same at every announcement of this clock and due.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Clause">The clause's key.</param>
/// <param name="StartEvent">Id of the event that started the clock.</param>
/// <param name="Cycle">The lead's cycle, from 1.</param>
/// <param name="Due">When it was due.</param>
/// <param name="AnnouncedAt">When it was told; null for one that was never told.</param>
/// <param name="Owner">Who owned the lead at due.</param>
/// <param name="Team">The responsible team.</param>
/// <param name="State"><c>breached</c>, <c>met_late</c>, or what the clock is since.</param>
/// <param name="Open">Whether somebody still waits for it.</param>
/// <param name="Rescinded">Late evidence took it back.</param>
/// <param name="TakenBy">Who sees to it, or did until it was resolved; null for nobody.</param>
/// <param name="TakenAt">Since when.</param>
/// <param name="Resolution">How it was resolved; null while it is not.</param>
/// <param name="Notes">What people wrote, the oldest first.</param>
/// <param name="History">All that happened to it, in order.</param>
internal sealed record DeskBreachBody(
    string Id, string Lead, string Clause, string StartEvent, int Cycle, Instant Due, Instant? AnnouncedAt, string? Owner, string Team, string State, bool Open, bool Rescinded,
    string? TakenBy, Instant? TakenAt, ResolutionBody? Resolution, IEnumerable<DeskNoteBody> Notes, IEnumerable<DeskStepBody> History)
{
    public static DeskBreachBody Of(DeskBreach of)
    {
        var (lead, breach, now) = (of.Breach.Lead, of.Breach.Breach, BreachCase.Of(of.Deeds));
        return new DeskBreachBody(
            breach.Id, lead, breach.Clause, breach.StartEvent, breach.Cycle, breach.Due, breach.AnnouncedAt, breach.Owner, breach.Team, ClockBody.NameOf(breach.State), breach.Open,
            breach.Rescinded, now.TakenBy, now.TakenAt, now.Resolution is { } done ? new ResolutionBody(done.By, done.At, done.Text ?? "", done.Code) : null,
            of.Deeds.Where(deed => deed.Kind == DeskDeedKind.Noted).Select(deed => new DeskNoteBody(deed.At, deed.By, deed.Text ?? "")), DeskStepBody.Of(of));
    }
}

/// <summary>A note.</summary>
/// <param name="At">When it was written.</param>
/// <param name="By">By whom.</param>
/// <param name="Text">What.</param>
internal sealed record DeskNoteBody(Instant At, string By, string Text);

/// <summary>Something that happened to a breach.</summary>
/// <param name="What"><c>due</c>, <c>announced</c>, <c>taken</c>, <c>released</c>, <c>noted</c>, <c>resolved</c> or <c>rescinded</c>.</param>
/// <param name="At">When; null for <c>rescinded</c>, which is found by counting again.</param>
/// <param name="By">Who; null where nobody did it.</param>
/// <param name="Origin">The key or session by which he came; null where nobody did it.</param>
/// <param name="Text">The note or the reason.</param>
/// <param name="Code">The kind of reason.</param>
internal sealed record DeskStepBody(string What, Instant? At, string? By, string? Origin, string? Text, string? Code)
{
    public static IEnumerable<DeskStepBody> Of(DeskBreach of)
    {
        var breach = of.Breach.Breach;
        List<DeskStepBody> steps = [Plain("due", breach.Due)];
        if (breach.AnnouncedAt is { } announced) steps.Add(Plain("announced", announced));
        steps.AddRange(of.Deeds.Select(deed => new DeskStepBody(NameOf(deed.Kind), deed.At, deed.By, deed.Origin, deed.Text, deed.Code)));
        var inOrder = steps.OrderBy(step => step.At);
        return breach.Rescinded ? inOrder.Append(Plain("rescinded", null)) : inOrder;
    }

    private static DeskStepBody Plain(string what, Instant? at) => new(what, at, null, null, null, null);

    private static string NameOf(DeskDeedKind kind) => kind switch
    {
        DeskDeedKind.Taken => "taken",
        DeskDeedKind.Released => "released",
        DeskDeedKind.Noted => "noted",
        DeskDeedKind.Resolved => "resolved",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
