namespace FunnelGrains.Domain.Funnel;

/// <summary>What of a lead stands behind a number that somebody asks about.</summary>
public enum FactKind : byte
{
    /// <summary>Captured in the period.</summary>
    Captured,

    /// <summary>A stage entered first in a cycle.</summary>
    Entered,

    /// <summary>Such an entry whose cycle later entered the next stage.</summary>
    Converted,

    /// <summary>A cycle that began in the period and came so far.</summary>
    Reached,

    /// <summary>A win that stands.</summary>
    Won,

    /// <summary>A loss that stands.</summary>
    Lost,

    /// <summary>A rejection that stands.</summary>
    Rejected,

    /// <summary>A clock met, by its due.</summary>
    Met,

    /// <summary>A clock breached, met late included, by its due.</summary>
    Breached,

    /// <summary>A clock met after its due, by that.</summary>
    MetLate,

    /// <summary>A touch that is not automated.</summary>
    Touches,
}

/// <summary>What facts of a kind are.</summary>
public static class FactKinds
{
    /// <summary>The measure in which they are counted; those of <see cref="FactKind.MetLate"/> are a part of it.</summary>
    public static Measure Measure(this FactKind kind) => kind switch
    {
        FactKind.Captured => Funnel.Measure.Captured,
        FactKind.Entered => Funnel.Measure.Entered,
        FactKind.Converted => Funnel.Measure.Converted,
        FactKind.Reached => Funnel.Measure.Reached,
        FactKind.Won => Funnel.Measure.Won,
        FactKind.Lost => Funnel.Measure.Lost,
        FactKind.Rejected => Funnel.Measure.Rejected,
        FactKind.Met => Funnel.Measure.ClauseMet,
        FactKind.Breached or FactKind.MetLate => Funnel.Measure.ClauseBreached,
        FactKind.Touches => Funnel.Measure.Touches,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Whether its key is a stage.</summary>
    public static bool IsOfStage(this FactKind kind) => kind is FactKind.Entered or FactKind.Converted or FactKind.Reached;

    /// <summary>Whether its key is a clause, and its day that of a due.</summary>
    public static bool IsOfClause(this FactKind kind) => kind is FactKind.Met or FactKind.Breached or FactKind.MetLate;
}
