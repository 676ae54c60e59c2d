using System.Collections.Immutable;
using static FunnelGrains.Storage.Moving.ColumnKind;

namespace FunnelGrains.Storage.Moving;

/// <summary>
/// All that is moved from SQLite's files into a database, in the order in which it is moved. Left behind is what an engine makes for itself: the records of its schema,
/// the notes of where each lead's rows are, which rows are archived (they become rows of the journal again), and the texts of Orleans' statements.
/// </summary>
internal static class MovedTables
{
    /// <summary>The journal, the only one of them that grows without end.</summary>
    public static readonly MovedTable Journal = Of(
        "journal", "journal", (Text, "workspace"), (Int, "shard"), (Long, "seq"), (Text, "lead_id event_id type"), (Long, "occurred_at received_at"),
        (Text, "origin actor data"), (Int, "other"), (Text, "personal"));

    /// <summary>All tables.</summary>
    public static ImmutableArray<MovedTable> All { get; } =
    [
        Of("grains", "OrleansStorage", (Text, "ServiceId GrainTypeString"), (Long, "GrainIdN0 GrainIdN1"), (Text, "GrainIdExtensionString"),
            (Bytes, "PayloadBinary"), (Moment, "ModifiedOn"), (Int, "Version")),
        Of("journal", "workspaces", (Text, "workspace zone"), (Int, "shards dimension_values")),
        Of("journal", "agreements", (Text, "workspace"), (Int, "version"), (Long, "in_force_from"), (Text, "document")),
        Of("journal", "dimension_values", (Text, "workspace dimension value")),
        Journal,
        Of("journal", "dirty_shards", (Text, "workspace"), (Int, "shard")),
        Of("journal", "desk_cases", (Text, "workspace breach lead_id clause start_event"), (Int, "cycle"), (Long, "due announced_at"), (Text, "owner team state taken_by"), (Long, "taken_at"),
            (Text, "resolved_by"), (Long, "resolved_at"), (Text, "reason code"), (Int, "notes")),
        Of("journal", "desk_deeds", (Text, "workspace breach"), (Int, "number"), (Text, "kind"), (Long, "at"), (Text, "who origin words code name")),
        Of("read", "checkpoint", (Text, "workspace"), (Int, "shard"), (Long, "seq as_of owner"), (Text, "zones")),
        Of("read", "funnel_cells", (Text, "workspace"), (Int, "shard"), (Text, "dimension measure day key value"), (Long, "n")),
        Of("read", "leads", (Text, "workspace"), (Int, "shard"), (Text, "lead_id status stage"), (Int, "cycle"), (Text, "owner team source campaign segment"),
            (Long, "captured_at updated_at next_due next_wake"), (Int, "events"), (Text, "search clocks")),
        Of("read", "open_clocks", (Text, "workspace"), (Int, "shard"), (Text, "lead_id clause start_event"), (Int, "cycle"), (Text, "state"),
            (Long, "started_at due"), (Text, "owner team")),
        Of("read", "breaches", (Text, "workspace"), (Int, "shard"), (Text, "lead_id"), (Int, "position"), (Text, "id clause start_event"), (Int, "cycle"),
            (Long, "due announced_at"), (Text, "owner team state"), (Bool, "open rescinded")),
        Of("notices", "notifiers", (Text, "workspace"), (Long, "claim")),
        Of("notices", "notice_endpoints", (Text, "workspace id document")),
        Of("notices", "notice_cursors", (Text, "workspace"), (Int, "shard"), (Long, "seq")),
        Of("notices", "notices", (Text, "workspace endpoint id"), (Bool, "dead"), (Long, "created_at first_tried_at next_at"), (Int, "attempts"), (Text, "reason detail document")),
        Of("notices", "notice_held", (Text, "workspace endpoint id"), (Long, "until"), (Text, "document")),
        Of("notices", "notice_attempts", (Text, "workspace endpoint"), (Long, "number"), (Text, "notice"), (Long, "at took_ms"), (Int, "attempt"), (Text, "reason detail"), (Int, "code")),
    ];

    private static MovedTable Of(string file, string name, params (ColumnKind Kind, string Names)[] columns) =>
        new(file, name, [.. columns.SelectMany(of => of.Names.Split(' ').Select(column => new MovedColumn(column, of.Kind)))]);
}
