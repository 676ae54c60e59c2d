using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Desk;

/// <summary>What may be done about a breach.</summary>
public static class DeskRules
{
    /// <summary>As much as can be done about one breach, so that no case grows without end.</summary>
    public const int MostDeeds = 500;

    /// <summary>Decides. What is so already is done once more by doing nothing, so that whoever got no answer may ask again.</summary>
    /// <param name="now">What has been done.</param>
    /// <param name="order">What is wanted; valid in itself.</param>
    /// <param name="rescinded">Whether late evidence took the breach back.</param>
    /// <param name="at">The present, whole milliseconds.</param>
    public static DeskDecision Decide(BreachCase now, DeskOrder order, bool rescinded, Instant at)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(order);
        if (order.Key is { } key && now.Deeds.FirstOrDefault(deed => deed.Key == key) is { } known)
            return IsSame(known, order) ? DeskDecision.Nothing : DeskDecision.Refuse($"the id {key} was given to something else that was done about it");
        return Refusal(now, order, rescinded) switch
        {
            { Length: 0 } => DeskDecision.Nothing,
            { } why => DeskDecision.Refuse(why),
            null when now.Deeds.Length >= MostDeeds => DeskDecision.Refuse($"{MostDeeds} things were done about it already, and no more are kept"),
            null => new DeskDecision(new DeskDeed(now.Deeds.Length + 1, order.Kind, at, order.By, order.Origin, order.Text, order.Code, order.Key), null),
        };
    }

    /// <returns>Null where it may be done, empty where it is done already, else why it may not.</returns>
    private static string? Refusal(BreachCase now, DeskOrder order, bool rescinded) => order.Kind switch
    {
        DeskDeedKind.Noted => null,
        DeskDeedKind.Taken when now.Resolution is { } done => IsResolved(done),
        DeskDeedKind.Taken when now.TakenBy == order.By => "",
        DeskDeedKind.Taken when now.TakenBy is not null => IsTaken(now),
        DeskDeedKind.Released when now.Resolution is { } done => IsResolved(done),
        DeskDeedKind.Released when now.TakenBy is null => "",
        DeskDeedKind.Released => now.TakenBy == order.By || order.Force ? null : $"{IsTaken(now)}; `force` releases it all the same",
        DeskDeedKind.Resolved when now.Resolution is { } done => IsSame(done, order) ? "" : IsResolved(done),
        DeskDeedKind.Resolved when now.TakenBy is { } other && other != order.By => IsTaken(now),
        _ when rescinded => "it was rescinded: late evidence shows that the promise was kept, or is not due",
        _ => null,
    };

    private static bool IsSame(DeskDeed deed, DeskOrder order) => deed.Kind == order.Kind && deed.By == order.By && deed.Text == order.Text && deed.Code == order.Code;

    private static string IsTaken(BreachCase now) => $"it is taken by {now.TakenBy} since {InstantPattern.ExtendedIso.Format(now.TakenAt!.Value)}";

    private static string IsResolved(DeskDeed done) => $"it was resolved by {done.By} at {InstantPattern.ExtendedIso.Format(done.At)}";
}
