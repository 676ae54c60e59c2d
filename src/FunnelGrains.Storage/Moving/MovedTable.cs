using System.Collections.Immutable;

namespace FunnelGrains.Storage.Moving;

/// <summary>What a column holds, in both engines.</summary>
internal enum ColumnKind
{
    /// <summary>Text, also NULL.</summary>
    Text,

    /// <summary>Whole number of 32 bits.</summary>
    Int,

    /// <summary>Whole number of 64 bits.</summary>
    Long,

    /// <summary>Yes or no; 1 or 0 on SQLite.</summary>
    Bool,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>An instant: ISO text with milliseconds on SQLite, timestamptz on PostgreSQL.</summary>
    Moment,
}

/// <summary>A column of the same name in both engines.</summary>
internal sealed record MovedColumn(string Name, ColumnKind Kind);

/// <summary>A table that both engines have.</summary>
/// <param name="File">The SQLite file that holds it: <c>journal</c>, <c>read</c>, <c>grains</c> or <c>notices</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">All its columns. Where it is of shards, the first two are <c>workspace</c> and <c>shard</c>.</param>
internal sealed record MovedTable(string File, string Name, ImmutableArray<MovedColumn> Columns)
{
    /// <summary>Whether each row belongs to a shard.</summary>
    public bool OfShards { get; } = Columns[1].Name == "shard";

    /// <summary>The columns as SQL names them.</summary>
    public string Names { get; } = string.Join(", ", Columns.Select(column => column.Name));
}
