using System.Collections.Immutable;
using CsCheck;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Storage.Tests.ReadModel;

/// <summary>Leads as the read model keeps them. Instants are minutes after <see cref="Noon"/>.</summary>
public static class Views
{
    private static readonly Gen<string> Word = Gen.OneOf("ana", "São João", "a|b", "linha\nnova", "%_\\", "😀", "L'Oréal", "\u0000", "x");
    private static readonly Gen<string?> WordOrNull = Gen.Frequency((1, Gen.Const((string?)null)), (3, Word.Select(word => (string?)word)));
    private static readonly Gen<Instant> At = Gen.Long[-10_000_000_000_000, 10_000_000_000_000].Select(Instant.FromUnixTimeMilliseconds);
    private static readonly Gen<Instant?> AtOrNull = Gen.Frequency((1, Gen.Const((Instant?)null)), (3, At.Select(at => (Instant?)at)));

    private static readonly Gen<ClockView> Clock =
        from clause in Word
        from start in At
        from ends in Gen.Select(AtOrNull, AtOrNull)
        from state in Gen.Enum<ClockState>()
        from who in Gen.Select(WordOrNull, Word, Gen.Int[1, 9], Gen.Bool)
        from left in Gen.Int[-1, 1_000_000_000]
        select new ClockView(
            clause, "", who.Item3, state, start, ends.Item1, ends.Item2, who.Item1, who.Item2, who.Item4, left < 0 ? null : Duration.FromMilliseconds(left));

    private static readonly Gen<BreachView> Breach =
        from id in Word
        from due in Gen.Select(At, AtOrNull)
        from who in Gen.Select(WordOrNull, Word, Gen.Int[1, 9])
        from state in Gen.OneOf(ClockState.Breached, ClockState.MetLate)
        from flags in Gen.Select(Gen.Bool, Gen.Bool)
        select new BreachView(id, "accept_mql", "e1", who.Item3, due.Item1, due.Item2, who.Item1, who.Item2, state, flags.Item1, flags.Item2);

    public static Instant Noon { get; } = Instant.FromUtc(2026, 11, 2, 12, 0);

    /// <summary>Any view at all, of a lead id given later; no clock twice.</summary>
    public static Gen<LeadView> Any { get; } =
        from words in Gen.Select(Word, WordOrNull, Word, WordOrNull, WordOrNull, WordOrNull)
        from status in Gen.Enum<LeadStatus>()
        from numbers in Gen.Select(Gen.Int[1, 99], Gen.Int[0, 10_000])
        from times in Gen.Select(At, At, AtOrNull)
        from clocks in Clock.Array[0, 4]
        from breaches in Breach.Array[0, 4]
        select new LeadView(
            "", status, words.Item1, numbers.Item1, words.Item2, words.Item3, words.Item4, words.Item5, words.Item6,
            times.Item1, times.Item2, times.Item3, numbers.Item2,
            [.. clocks.Select((clock, i) => clock with { StartEvent = $"e{i}" })], [.. breaches]);

    public static LeadView Lead(string id, double updated = 0, double? due = null) => new(
        id, LeadStatus.Open, "mql", 1, null, "marketing", null, null, null, Noon, Minute(updated), due is { } minute ? Minute(minute) : null, 1, [], []);

    public static ClockView Running(string clause, double due, string start = "e1") =>
        new(clause, start, 1, ClockState.Running, Noon, Minute(due), null, "ana", "sales", Open: true);

    public static BreachView BreachAt(string id, double due, bool open = true, bool rescinded = false) =>
        new(id, "accept_mql", "e1", 1, Minute(due), null, null, "sales", ClockState.Breached, open, rescinded);

    public static Instant Minute(double minute) => Noon + Duration.FromMinutes(minute);

    public static ChangedLead Changed(this LeadView view, double? wake = null) => new(view, wake is { } minute ? Minute(minute) : null);
}
