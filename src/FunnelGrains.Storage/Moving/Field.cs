using System.Globalization;
using System.Text;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.Sqlite.Engine;
using Npgsql;
using NpgsqlTypes;

namespace FunnelGrains.Storage.Moving;

/// <summary>A value on its way from one engine to the other, as the program reads it at both.</summary>
/// <param name="IsNull">Whether there is none.</param>
/// <param name="Number">A number, 1 or 0 for yes or no, or an instant in unix milliseconds.</param>
/// <param name="Text">A text.</param>
/// <param name="Bytes">Bytes.</param>
internal readonly record struct Field(bool IsNull, long Number, string? Text, byte[]? Bytes)
{
    private const string MomentPattern = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly Field Null = new(true, 0, null, null);

    /// <summary>A text.</summary>
    public static Field Of(string? text) => text is null ? Null : new(false, 0, text, null);

    /// <summary>A number.</summary>
    public static Field Of(long number) => new(false, number, null, null);

    /// <summary>Reads a column of the row that a statement stands on.</summary>
    /// <exception cref="FormatException">An instant that is none.</exception>
    public static Field Read(SqliteStatement row, int column, ColumnKind kind)
    {
        if (row.IsNull(column)) return Null;
        return kind switch
        {
            ColumnKind.Text => new(false, 0, row.Text(column), null),
            ColumnKind.Bytes => new(false, 0, null, row.Utf8(column).ToArray()),
            ColumnKind.Moment => new(false, Moment(row.Text(column)), null, null),
            _ => new(false, row.Long(column), null, null),
        };
    }

    /// <summary>Likewise, from PostgreSQL.</summary>
    public static Field Read(NpgsqlDataReader row, int column, ColumnKind kind)
    {
        if (row.IsDBNull(column)) return Null;
        return kind switch
        {
            ColumnKind.Text => new(false, 0, row.Text(column), null),
            ColumnKind.Bytes => new(false, 0, null, row.GetFieldValue<byte[]>(column)),
            ColumnKind.Moment => new(false, new DateTimeOffset(row.GetDateTime(column)).ToUnixTimeMilliseconds(), null, null),
            ColumnKind.Bool => new(false, row.GetBoolean(column) ? 1 : 0, null, null),
            ColumnKind.Int => new(false, row.GetInt32(column), null, null),
            _ => new(false, row.GetInt64(column), null, null),
        };
    }

    /// <summary>Writes it as the next column of a row.</summary>
    /// <exception cref="OverflowException">A number that the other engine's column cannot hold.</exception>
    public void Write(NpgsqlBinaryImporter copy, ColumnKind kind)
    {
        if (IsNull)
        {
            copy.WriteNull();
            return;
        }
        switch (kind)
        {
            case ColumnKind.Text:
                copy.Write(PostgresText.Write(Text!), NpgsqlDbType.Text);
                break;
            case ColumnKind.Bytes:
                copy.Write(Bytes!, NpgsqlDbType.Bytea);
                break;
            case ColumnKind.Moment:
                copy.Write(DateTimeOffset.FromUnixTimeMilliseconds(Number).UtcDateTime, NpgsqlDbType.TimestampTz);
                break;
            case ColumnKind.Bool:
                copy.Write(Number != 0, NpgsqlDbType.Boolean);
                break;
            case ColumnKind.Int:
                copy.Write(checked((int)Number), NpgsqlDbType.Integer);
                break;
            default:
                copy.Write(Number, NpgsqlDbType.Bigint);
                break;
        }
    }

    /// <summary>The value as bytes, different for different values.</summary>
    public void AppendTo(List<byte> bytes)
    {
        if (IsNull)
        {
            bytes.Add(0);
            return;
        }
        if (Text is null && Bytes is null)
        {
            bytes.Add(1);
            bytes.AddRange(BitConverter.GetBytes(Number));
            return;
        }
        var content = Bytes ?? Encoding.UTF8.GetBytes(Text!);
        bytes.Add(2);
        bytes.AddRange(BitConverter.GetBytes(content.Length));
        bytes.AddRange(content);
    }

    private static long Moment(string text) =>
        DateTimeOffset.ParseExact(text, MomentPattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).ToUnixTimeMilliseconds();
}
