using System.Collections.Immutable;

namespace FunnelGrains.Domain.Agreements;

/// <summary>What is wrong with a clause's pauses, warnings and escalation.</summary>
public static class ClauseRules
{
    /// <summary>How many warnings and how many steps a clause may have.</summary>
    public const int Most = 10;

    private const int TwoYears = 2 * 366 * 86_400;

    /// <summary>Everything that is wrong; empty when clocks can run by it.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="stages">Keys of all stages of its agreement.</param>
    /// <param name="at">JSON pointer of the clause in the document that holds it.</param>
    public static IReadOnlyList<FieldError> Validate(Clause clause, IReadOnlyCollection<string> stages, string at = "")
    {
        ArgumentNullException.ThrowIfNull(clause);
        ArgumentNullException.ThrowIfNull(stages);
        var errors = new List<FieldError>();
        if (clause.PauseWhile is { } pause) Pause(pause, stages, $"{at}/pauseWhile", errors);
        Warnings(clause.WarnAt ?? [], $"{at}/warnAt", errors);
        Steps(clause.Escalation ?? [], $"{at}/escalation", errors);
        return errors;
    }

    private static void Pause(PauseCondition pause, IReadOnlyCollection<string> stages, string at, List<FieldError> errors)
    {
        var attributes = pause.Attributes ?? ImmutableSortedDictionary<string, string>.Empty;
        if (pause.Stages is null && attributes.IsEmpty) errors.Add(new(at, "names no stage and no attribute"));
        if (pause.Stages is { } named)
        {
            if (named.IsDefaultOrEmpty) errors.Add(new($"{at}/stages", "is empty"));
            else
                for (var i = 0; i < named.Length; i++)
                    if (!stages.Contains(named[i])) errors.Add(new($"{at}/stages/{i}", $"the agreement has no stage {named[i]}"));
        }

        foreach (var (name, value) in attributes)
        {
            var pointer = FieldError.Below($"{at}/attributes", name);
            if (name is "source" or "campaign" or "segment") errors.Add(new(pointer, "holds for the lead's whole life, so it cannot pause a clock"));
            else if (value is null) errors.Add(new(pointer, "is null"));
        }
    }

    private static void Warnings(ImmutableArray<ClauseMoment> warnings, string at, List<FieldError> errors)
    {
        if (warnings.IsDefaultOrEmpty) return;
        if (warnings.Length > Most) errors.Add(new(at, $"has more than {Most}"));
        for (var i = 0; i < warnings.Length; i++)
        {
            var pointer = $"{at}/{i}";
            if (warnings[i] is not { } warning) errors.Add(new(pointer, "is null"));
            else if (warning.AfterSeconds is not null) errors.Add(new($"{pointer}/afterSeconds", "a warning comes before due"));
            else if (warning.Share >= 1) errors.Add(new($"{pointer}/share", "is not below 1"));
            else if (!IsMoment(warning, pointer, errors)) continue;
            else if (warnings.Take(i).Any(before => before?.ToString() == warning.ToString())) errors.Add(new(pointer, "stands there twice"));
        }
    }

    private static void Steps(ImmutableArray<EscalationStep> steps, string at, List<FieldError> errors)
    {
        if (steps.IsDefaultOrEmpty) return;
        if (steps.Length > Most) errors.Add(new(at, $"has more than {Most}"));
        for (var i = 0; i < steps.Length; i++)
        {
            var pointer = $"{at}/{i}";
            if (steps[i] is not { } step)
            {
                errors.Add(new(pointer, "is null"));
                continue;
            }

            if (step.Key is null or "" or { Length: > 60 }) errors.Add(new($"{pointer}/key", "is not 1 to 60 characters long"));
            else if (steps.Take(i).Any(before => before?.Key == step.Key)) errors.Add(new($"{pointer}/key", "stands there twice"));
            if (step.At is null) errors.Add(new($"{pointer}/at", "is null"));
            else IsMoment(step.At, $"{pointer}/at", errors);
            if (step.To.IsDefaultOrEmpty) errors.Add(new($"{pointer}/to", "names nobody"));
            else
                for (var to = 0; to < step.To.Length; to++) Target(step.To[to], $"{pointer}/to/{to}", errors);
        }
    }

    private static void Target(EscalationTarget? target, string at, List<FieldError> errors)
    {
        if (target is null) errors.Add(new(at, "is null"));
        else if (!Enum.IsDefined(target.Who)) errors.Add(new($"{at}/who", "is not one of owner, team_manager, channel"));
        else if (target.Who == EscalationRole.Channel && string.IsNullOrWhiteSpace(target.Channel)) errors.Add(new($"{at}/channel", "names no channel"));
        else if (target.Who != EscalationRole.Channel && target.Channel is not null) errors.Add(new($"{at}/channel", "is only for who: channel"));
    }

    private static bool IsMoment(ClauseMoment moment, string at, List<FieldError> errors)
    {
        var given = (moment.Share is null ? 0 : 1) + (moment.BeforeSeconds is null ? 0 : 1) + (moment.AfterSeconds is null ? 0 : 1);
        FieldError? error = given != 1 ? new(at, "does not give exactly one of share, beforeSeconds, afterSeconds")
            : moment.Share is <= 0 or > 1 ? new($"{at}/share", "is not above 0 and at most 1")
            : moment.BeforeSeconds is < 1 or > TwoYears ? new($"{at}/beforeSeconds", "is not from 1 second to two years")
            : moment.AfterSeconds is < 0 or > TwoYears ? new($"{at}/afterSeconds", "is not from 0 seconds to two years")
            : null;
        if (error is { } wrong) errors.Add(wrong);
        return error is null;
    }
}
