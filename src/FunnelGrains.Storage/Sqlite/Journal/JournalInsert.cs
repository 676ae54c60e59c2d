using System.Globalization;
using System.Text;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>
/// The hot statement: twenty rows at a time, the rest one by one. A failed transaction is undone whole, so a statement need not be undone by itself (OR FAIL):
/// SQLite then copies no page for that.
/// </summary>
internal static class JournalInsert
{
    private const int Many = 20;
    private const int Shared = 2;
    private const int Each = 11;

    private static readonly string InsertMany = Sql(Many);
    private static readonly string InsertOne = Sql(1);

    public static void Run(SqliteDb db, ShardKey shard, EncodedRows rows)
    {
        var next = 0;
        if (rows.Rows.Length >= Many)
        {
            var many = Statement(db, InsertMany, shard);
            for (; rows.Rows.Length - next >= Many; next += Many)
            {
                for (var i = 0; i < Many; i++) Bind(many, i, rows, rows.Rows[next + i]);
                many.Run();
            }
        }
        if (next == rows.Rows.Length) return;
        var one = Statement(db, InsertOne, shard);
        for (; next < rows.Rows.Length; next++)
        {
            Bind(one, 0, rows, rows.Rows[next]);
            one.Run();
        }
    }

    private static SqliteStatement Statement(SqliteDb db, string sql, ShardKey shard)
    {
        var statement = db.Statement(sql);
        statement.Bind(shard);
        return statement;
    }

    private static void Bind(SqliteStatement to, int place, EncodedRows rows, in EncodedRow row)
    {
        var at = Shared + (place * Each);
        to.Bind(at + 1, row.Seq);
        to.Bind(at + 2, rows[row.Lead]);
        to.Bind(at + 3, rows[row.Id]);
        to.Bind(at + 4, row.Type);
        to.Bind(at + 5, row.OccurredAt);
        to.Bind(at + 6, row.ReceivedAt);
        to.Bind(at + 7, rows[row.Origin]);
        BindOrNull(to, at + 8, rows, row.Actor);
        to.Bind(at + 9, rows[row.Data]);
        to.Bind(at + 10, (long)row.Other);
        BindOrNull(to, at + 11, rows, row.Personal);
    }

    private static void BindOrNull(SqliteStatement to, int index, EncodedRows rows, EncodedText text)
    {
        if (text.IsNull) to.BindNull(index);
        else to.Bind(index, rows[text]);
    }

    private static string Sql(int rows)
    {
        var sql = new StringBuilder(
            "INSERT OR FAIL INTO journal (workspace, shard, seq, lead_id, event_id, type, occurred_at, received_at, origin, actor, data, other, personal) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(?1, ?2" : ", (?1, ?2");
            for (var i = 1; i <= Each; i++) sql.Append(CultureInfo.InvariantCulture, $", ?{Shared + (row * Each) + i}");
            sql.Append(')');
        }
        return sql.ToString();
    }
}
