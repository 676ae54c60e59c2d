using NodaTime;

namespace FunnelGrains.Domain.Agreements;

public static partial class AgreementRules
{
    /// <summary>How long before it takes force a version is published at least: all shards adopt it meanwhile.</summary>
    public static readonly Duration Notice = Duration.FromMinutes(1);

    /// <summary>How far ahead a version may be published.</summary>
    public static readonly Duration Farthest = Duration.FromDays(731);

    /// <summary>Everything that is wrong with an agreement as the next version of a workspace.</summary>
    /// <param name="agreement">Right by itself (<see cref="Check"/>).</param>
    /// <param name="book">The versions before.</param>
    /// <param name="now">From when targets are tried.</param>
    public static IReadOnlyList<FieldError> CheckNext(Agreement agreement, AgreementBook book, Instant now)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(book);
        var errors = new List<FieldError>();
        for (var i = 0; i < agreement.Stages.Length; i++)
            if (book.Find(agreement.Stages[i].Key, book.Latest) is { } before && before.Stage.Kind != agreement.Stages[i].Kind)
                errors.Add(new(At("/stages", i, "/kind"), $"{before.Key} was a stage of another kind before; a key is never used again for another meaning"));
        foreach (var from in agreement.Moves?.Keys ?? [])
            if (book.Find(from, book.Latest) is not { Stage.Kind: StageKind.Open }) errors.Add(new(FieldError.Below("/moves", from), $"no version before has an open stage {from}"));
        CheckTargets(agreement, now, errors);
        return errors;
    }

    /// <summary>A target that does not fit within two years of a start is refused; a year of starts is tried, since a calendar may have next to no open time later.</summary>
    private static void CheckTargets(Agreement agreement, Instant now, List<FieldError> errors)
    {
        var compiled = new CompiledAgreement(agreement);
        for (var i = 0; i < compiled.Clauses.Count; i++)
            for (var month = 0; month <= 12; month++)
                if (compiled.Clauses[i].Clause.Target.DueFrom(now + Duration.FromDays(30 * month), compiled.Clauses[i].Calendar) is null)
                {
                    errors.Add(new(At("/clauses", i, "/target"), "does not fit within two years of a start in this calendar"));
                    break;
                }
    }
}
