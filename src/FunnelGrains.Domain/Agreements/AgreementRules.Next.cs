using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Calendars.Holidays;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Agreements;

public static partial class AgreementRules
{
    /// <summary>How long before it takes force a version is published at least: all shards adopt it meanwhile.</summary>
    public static readonly Duration Notice = Duration.FromMinutes(1);

    /// <summary>How far ahead a version may be published.</summary>
    public static readonly Duration Farthest = Duration.FromDays(731);

    /// <summary>A draft as it is kept: each calendar with the holidays of its choice as dated exceptions, through the second year after whenever the version may take force, so that they are seen before it is signed.</summary>
    /// <param name="agreement">Right by itself (<see cref="Check"/>).</param>
    /// <param name="now">Now.</param>
    /// <param name="before">The draft before, or the newest version: what its choices had closed and these strike off opens again. Null for none.</param>
    public static Agreement WithHolidays(Agreement agreement, Instant now, Agreement? before = null)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return agreement.Calendars.Values.All(calendar => calendar.Holidays is null) ? agreement : agreement with
        {
            Calendars = agreement.Calendars.SetItems(agreement.Calendars.Select(pair => KeyValuePair.Create(
                pair.Key, HolidayMerge.ForVersion(pair.Value, now, now + Farthest, before?.Calendars.GetValueOrDefault(pair.Key)?.Holidays)))),
        };
    }

    /// <summary>Everything that is wrong with an agreement as the next version of a workspace.</summary>
    /// <param name="agreement">Right by itself (<see cref="Check"/>).</param>
    /// <param name="book">The versions before.</param>
    /// <param name="from">When it takes force at the earliest: targets are tried from there on, and holidays are there through the second year after it.</param>
    public static IReadOnlyList<FieldError> CheckNext(Agreement agreement, AgreementBook book, Instant from)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(book);
        var errors = new List<FieldError>();
        for (var i = 0; i < agreement.Stages.Length; i++)
            if (book.Find(agreement.Stages[i].Key, book.Latest) is { } before && before.Stage.Kind != agreement.Stages[i].Kind)
                errors.Add(new(At("/stages", i, "/kind"), $"{before.Key} was a stage of another kind before; a key is never used again for another meaning"));
        foreach (var retired in agreement.Moves?.Keys ?? [])
            if (book.Find(retired, book.Latest) is not { Stage.Kind: StageKind.Open }) errors.Add(new(FieldError.Below("/moves", retired), $"no version before has an open stage {retired}"));
        CheckTargets(agreement, from, errors);
        CheckHolidays(agreement, from, errors);
        return errors;
    }

    /// <summary>A target that does not fit within two years of every start from then on is refused.</summary>
    private static void CheckTargets(Agreement agreement, Instant from, List<FieldError> errors)
    {
        var compiled = new CompiledAgreement(agreement);
        // Clauses often promise the same in the same calendar, and each is tried from thousands of starts.
        var known = new Dictionary<(Target, string), IReadOnlyList<FieldError>>();
        for (var i = 0; i < compiled.Clauses.Count; i++)
        {
            var (clause, calendar) = (compiled.Clauses[i].Clause, compiled.Clauses[i].Calendar);
            if (!known.TryGetValue((clause.Target, clause.Calendar), out var wrong))
                known[(clause.Target, clause.Calendar)] = wrong = TargetFit.Check(clause.Target, calendar, from);
            errors.AddRange(wrong.Select(error => error with { Pointer = At("/clauses", i, "/target") }));
        }
    }

    /// <summary>Its holidays are no longer those of the years that a version from an instant on holds: it was drafted long before.</summary>
    private static void CheckHolidays(Agreement agreement, Instant from, List<FieldError> errors)
    {
        foreach (var (key, calendar) in agreement.Calendars)
            if (HolidayMerge.ForVersion(calendar, from) != calendar)
                errors.Add(new(
                    FieldError.Below("/calendars", key) + "/holidays",
                    "does not reach through the second year after the version takes force: save the draft again, and it will"));
    }
}
