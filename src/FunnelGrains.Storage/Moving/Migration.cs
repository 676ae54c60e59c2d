using System.Globalization;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Moving;

/// <summary>
/// Moves an installation from its data folder into a PostgreSQL database; what the folder has archived becomes rows of the database's journal again. The folder is only read. The database gets all or nothing, in one transaction that first reads
/// back and compares what it wrote: after an interruption at any moment the database is empty as before, or holds all of it, which a second run tells apart.
/// </summary>
public sealed class Migration
{
    private const int RowsAReport = 4_096;

    private readonly SourceFolder source;
    private readonly TargetDatabase target;
    private readonly Action<MoveProgress> progress;
    private readonly CancellationToken cancel;
    private readonly Digests here = new();
    private readonly Digests there = new();

    private Migration(SourceFolder source, TargetDatabase target, Action<MoveProgress> progress, CancellationToken cancel) =>
        (this.source, this.target, this.progress, this.cancel) = (source, target, progress, cancel);

    /// <summary>Moves it; when this returns, the database holds all of it.</summary>
    /// <param name="dataFolder">The data folder; nothing else may run on it.</param>
    /// <param name="connectionString">As for <see cref="PostgresStorage.Open"/>; the database is empty, or holds this very installation already.</param>
    /// <param name="time">The clock, for the record of the schema and the report.</param>
    /// <param name="progress">Told every few thousand rows, and at the beginning and, where there was any, at the end of each table.</param>
    /// <param name="cancel">Ends it; the database stays as it was.</param>
    /// <exception cref="StorageStartException">One side cannot be used, or what arrived is not what was sent; the message is one line. The database stays as it was.</exception>
    /// <exception cref="OperationCanceledException">It was asked to end.</exception>
    public static MoveReport Run(string dataFolder, string connectionString, TimeProvider time, Action<MoveProgress> progress, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(dataFolder);
        try
        {
            SqliteLibrary.Require(SqliteLibrary.Load());
            using var source = SourceFolder.Open(folder);
            using var target = TargetDatabase.Open(connectionString, time);
            return new Migration(source, target, progress, cancel).Move(KeyDocument.Of(folder), time);
        }
        catch (SqliteFailure failure)
        {
            throw new StorageStartException($"The files in {folder} cannot be read: {failure.Message}.", failure);
        }
        catch (ArchiveUnavailableException failure)
        {
            throw new StorageStartException(failure.Message + ".", failure);
        }
        catch (Exception failure) when (failure.IsOfTheDatabase())
        {
            throw new StorageStartException($"The database cannot be used, and stays as it was: {PostgresStorage.OneLine(failure)}", failure);
        }
    }

    private MoveReport Move(IReadOnlyList<KeyDocument> keys, TimeProvider time)
    {
        var started = time.GetTimestamp();
        var empty = target.TakeAndTellWhetherEmpty();
        foreach (var table in MovedTables.All)
        {
            var rows = Watched("copying", table, here, source.Read(table), source.Count(table));
            if (empty) target.Write(table, rows);
            else foreach (var _ in rows) cancel.ThrowIfCancellationRequested();
        }
        if (empty)
        {
            target.WriteKeys(keys);
            target.Note();
        }

        var copied = time.GetTimestamp();

        foreach (var table in MovedTables.All)
            foreach (var _ in Watched("verifying", table, there, target.Read(table), here.Rows(table))) cancel.ThrowIfCancellationRequested();
        IReadOnlyList<string> differences = [.. here.DifferencesTo(there), .. target.ReadKeys().SequenceEqual(keys) ? Array.Empty<string>() : ["the key ring"]];
        if (differences.Count > 0) throw Refuse(empty, differences);
        if (empty) target.Commit();
        return new MoveReport(
            !empty, target.Name, [.. Shards()], MovedTables.All.Sum(here.Rows), time.GetElapsedTime(started, copied), time.GetElapsedTime(copied));
    }

    private StorageStartException Refuse(bool empty, IReadOnlyList<string> differences) => new(empty
        ? $"What arrived in {target.Name} is not what was sent, so nothing was kept ({string.Join("; ", differences)})."
        : $"The database {target.Name} is not empty, and what it holds is not this folder's installation as it is now ({differences[0]}): give it an empty database.");

    private IEnumerable<MovedShard> Shards() => here.Of(MovedTables.Journal)
        .OrderBy(pair => pair.Key.Workspace, StringComparer.Ordinal).ThenBy(pair => pair.Key.Shard)
        .Select(pair => new MovedShard(
            new ShardKey(pair.Key.Workspace, pair.Key.Shard), pair.Value.Rows, pair.Value.Sum.ToString("x32", CultureInfo.InvariantCulture)));

    private IEnumerable<Field[]> Watched(string step, MovedTable table, Digests digests, IEnumerable<Field[]> rows, long total)
    {
        progress(new MoveProgress(step, table.Name, 0, total));
        var done = 0L;
        foreach (var row in rows)
        {
            digests.Add(table, row);
            yield return row;
            if (++done % RowsAReport != 0) continue;
            cancel.ThrowIfCancellationRequested();
            progress(new MoveProgress(step, table.Name, done, total));
        }
        if (done > 0) progress(new MoveProgress(step, table.Name, done, total));
    }
}
