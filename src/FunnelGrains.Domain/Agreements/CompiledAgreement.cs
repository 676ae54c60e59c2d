using System.Collections.Frozen;
using System.Collections.Immutable;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Agreements;

/// <summary>A stage, ready for folding.</summary>
/// <param name="Stage">As agreed.</param>
/// <param name="Index">Position in the funnel from 0; −1 for an exit.</param>
/// <param name="Order">Position among all stages and exits: decides ties among stage changes.</param>
/// <param name="Calendar">The owning team's calendar.</param>
public sealed record CompiledStage(Stage Stage, int Index, int Order, BusinessCalendar Calendar)
{
    /// <summary>The stage's key.</summary>
    public string Key => Stage.Key;

    /// <summary>The owning team's key.</summary>
    public string Team => Stage.Team;
}

/// <summary>A clause, ready for folding.</summary>
/// <param name="Clause">As agreed.</param>
/// <param name="Calendar">The calendar of its business units.</param>
public sealed record CompiledClause(Clause Clause, BusinessCalendar Calendar)
{
    /// <summary>How long after due the announcement waits.</summary>
    public Duration Grace { get; } = Duration.FromSeconds(Clause.GraceSeconds);

    /// <summary>Its warnings and escalation steps; empty for none.</summary>
    public ImmutableArray<ClauseThreshold> Thresholds { get; } = ClauseThreshold.Of(Clause);

    /// <summary>The calendar in whose time its clocks run.</summary>
    public BusinessCalendar Time { get; } = Clause.Target.TimeOf(Calendar);
}

/// <summary>One version of an agreement, ready for folding.</summary>
public sealed class CompiledAgreement
{
    private readonly FrozenDictionary<string, CompiledStage> byKey;
    private readonly FrozenDictionary<string, BusinessCalendar> byTeam;

    internal CompiledAgreement(Agreement agreement)
    {
        Agreement = agreement;
        var calendars = agreement.Calendars.ToDictionary(pair => pair.Key, pair => new BusinessCalendar(pair.Value), StringComparer.Ordinal);
        var teams = agreement.Teams.ToDictionary(team => team.Key, StringComparer.Ordinal);
        var index = 0;
        var all = agreement.Stages.Select((stage, order) => new CompiledStage(
            stage, stage.Kind is StageKind.Open or StageKind.Won ? index++ : -1, order, calendars[teams[stage.Team].Calendar])).ToArray();
        byKey = all.ToFrozenDictionary(stage => stage.Key, StringComparer.Ordinal);
        byTeam = teams.Values.ToFrozenDictionary(team => team.Key, team => calendars[team.Calendar], StringComparer.Ordinal);
        Funnel = [.. all.Where(stage => stage.Index >= 0)];
        Won = Funnel.First(stage => stage.Stage.Kind == StageKind.Won);
        Clauses = [.. agreement.Clauses.Select(clause => new CompiledClause(clause, calendars[clause.Calendar]))];
    }

    /// <summary>The version as it was agreed.</summary>
    public Agreement Agreement { get; }

    /// <summary>Open and won stages in order.</summary>
    public IReadOnlyList<CompiledStage> Funnel { get; }

    /// <summary>The first won stage, which <c>deal.won</c> enters.</summary>
    public CompiledStage Won { get; }

    /// <summary>The clauses.</summary>
    public IReadOnlyList<CompiledClause> Clauses { get; }

    /// <summary>The first later version that takes open clocks too; null for none.</summary>
    public CompiledAgreement? NextForOpenClocks { get; internal set; }

    /// <summary>The same version for another book.</summary>
    internal CompiledAgreement Copy()
    {
        var copy = (CompiledAgreement)MemberwiseClone();
        copy.NextForOpenClocks = null;
        return copy;
    }

    /// <summary>The stage or exit of a key; null when this version has none.</summary>
    public CompiledStage? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The clause of a key; null when this version has none.</summary>
    public CompiledClause? FindClause(string key)
    {
        foreach (var clause in Clauses)
            if (clause.Clause.Key == key) return clause;
        return null;
    }

    /// <summary>The working calendar of a team; one that never closes for a team that is no party.</summary>
    public BusinessCalendar CalendarOf(string team) => byTeam.GetValueOrDefault(team) ?? BusinessCalendar.Always();
}
