using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Schema;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Sqlite.Journal;
using FunnelGrains.Storage.Sqlite.Schema;

namespace FunnelGrains.Storage.Moving;

/// <summary>A data folder that is read from end to end while nobody else has it.</summary>
internal sealed class SourceFolder : IDisposable
{
    private static readonly string[] Kinds = ["journal", "read", "grains", "notices"];

    // What is archived and not deleted yet is read from its file.
    private const string NotArchived =
        "NOT EXISTS (SELECT 1 FROM archived_segments s WHERE s.workspace = journal.workspace AND s.shard = journal.shard AND s.last >= journal.seq)";

    private readonly FolderLock taken;
    private readonly ArchiveFolder archive;
    private readonly Dictionary<string, SqliteDb> files = new(StringComparer.Ordinal);

    private SourceFolder(FolderLock taken, string folder) => (this.taken, archive) = (taken, SqliteStorage.ArchiveOf(folder));

    private IReadOnlyList<(ShardKey Shard, Segment Segment)> Segments => ArchiveTable.All(files["journal"]);

    /// <summary>Takes the folder and opens its files for reading.</summary>
    /// <exception cref="StorageStartException">It holds no installation, another process has it, or a file is of another schema than this program's.</exception>
    public static SourceFolder Open(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "journal.db"))) throw new StorageStartException($"There is no installation in {folder}: no file journal.db.");
        var source = new SourceFolder(FolderLock.Take(folder), folder);
        try
        {
            foreach (var kind in Kinds) source.files[kind] = OpenFile(folder, kind);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>How many rows a table has; the journal with those that are archived.</summary>
    public long Count(MovedTable table) => table == MovedTables.Journal
        ? files[table.File].ReadLong($"SELECT count(*) FROM journal WHERE {NotArchived}") + Segments.Sum(of => of.Segment.Last - of.Segment.First + 1)
        : files[table.File].ReadLong($"SELECT count(*) FROM {table.Name}");

    /// <summary>The rows of a table in the order in which they stand, each time the same array; the journal's archived ones first.</summary>
    /// <exception cref="ArchiveUnavailableException">Archived rows are not what they were.</exception>
    public IEnumerable<Field[]> Read(MovedTable table)
    {
        if (table != MovedTables.Journal) return Rows(table, "");
        return Segments.SelectMany(of => ArchivedRows(of.Shard, of.Segment)).Concat(Rows(table, $" WHERE {NotArchived}"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in files.Values) file.Dispose();
        taken.Dispose();
    }

    private IEnumerable<Field[]> Rows(MovedTable table, string where)
    {
        var rows = files[table.File].Statement($"SELECT {table.Names} FROM {table.Name}{where}");
        var fields = new Field[table.Columns.Length];
        try
        {
            while (rows.Step())
            {
                for (var i = 0; i < fields.Length; i++) fields[i] = Field.Read(rows, i, table.Columns[i].Kind);
                yield return fields;
            }
        }
        finally
        {
            rows.Reset();
        }
    }

    private IEnumerable<Field[]> ArchivedRows(ShardKey shard, Segment segment)
    {
        var file = new SegmentFile(archive.PathOf(segment.File), shard, segment);
        file.Verify();
        return file.RowsAfterSeq(0, long.MaxValue).Select(row => (Field[])
        [
            Field.Of(shard.Workspace), Field.Of(shard.Number), Field.Of(row.Seq), Field.Of(row.Lead), Field.Of(row.Id), Field.Of(row.Type), Field.Of(row.OccurredAt),
            Field.Of(row.ReceivedAt), Field.Of(row.Origin), Field.Of(row.Actor), Field.Of(row.Data), Field.Of(row.Other), Field.Of(row.Personal),
        ]);
    }

    private static SqliteDb OpenFile(string folder, string kind)
    {
        var path = Path.Combine(folder, $"{kind}.db");
        if (!File.Exists(path)) throw new StorageStartException($"The file {path} is not there: start FunnelGrains once with this folder, which makes it.");
        var db = SqliteDb.Open(path, SqliteAccess.Read, TimeSpan.FromSeconds(5));
        try
        {
            var (has, known) = (SchemaUpgrade.Version(db, kind), SchemaScripts.Of("sqlite", kind).Count);
            if (has == known) return db;
            throw new StorageStartException(has < known
                ? $"The {kind} database {path} has schema {has}, and this program moves schema {known}: start this FunnelGrains once with the folder, which brings it there."
                : $"The {kind} database {path} has schema {has}, and this program knows only schema {known}: use a newer FunnelGrains.");
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }
}
