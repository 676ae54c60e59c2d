using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace FunnelGrains.Storage.Archive;

/// <summary>
/// What an archived segment says of itself. The file is, one after the other:
/// <list type="number">
/// <item>blocks of rows, each a gzip member of about 64 KiB of lines (<see cref="RowLine"/>), in the order of lead (UTF-8 bytes) and seq: <c>zcat</c> shows them, up to a note
/// about what follows;</item>
/// <item>blocks of lead ids, each a gzip member of lines of one JSON string, in the same order, each lead once;</item>
/// <item>this directory as JSON, which says where each block is and what its SHA-256 is;</item>
/// <item>the directory's length in four bytes, little endian, and the eight bytes <c>FGSEGMNT</c>.</item>
/// </list>
/// The table <c>archived_segments</c> keeps the directory's own SHA-256, so that no byte of the file can change unseen.
/// </summary>
/// <param name="Format">1.</param>
/// <param name="Columns">What stands where in a row's line.</param>
/// <param name="Workspace">Whose rows they are.</param>
/// <param name="Shard">The shard's number.</param>
/// <param name="First">The first row.</param>
/// <param name="Last">The last row.</param>
/// <param name="Rows">Blocks of rows.</param>
/// <param name="Leads">Blocks of lead ids.</param>
/// <param name="Marks">Which leads may be in it (<see cref="LeadMarks"/>).</param>
internal sealed record SegmentDirectory(
    int Format, string Columns, string Workspace, int Shard, long First, long Last, IReadOnlyList<SegmentBlock> Rows, IReadOnlyList<SegmentBlock> Leads, byte[] Marks)
{
    /// <summary>The format that this program writes and reads.</summary>
    public const int Known = 1;

    private const int MostBytes = 64 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    private static ReadOnlySpan<byte> Magic => "FGSEGMNT"u8;

    /// <summary>Ends a file with it.</summary>
    /// <returns>Its SHA-256, hexadecimal.</returns>
    public string Write(Stream to)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, Json);
        Span<byte> end = stackalloc byte[4 + Magic.Length];
        BinaryPrimitives.WriteInt32LittleEndian(end, json.Length);
        Magic.CopyTo(end[4..]);
        to.Write(json);
        to.Write(end);
        return Convert.ToHexStringLower(SHA256.HashData(json));
    }

    /// <summary>Reads it from a file's end.</summary>
    /// <param name="from">The file.</param>
    /// <param name="sha256">What it is recorded with.</param>
    /// <exception cref="InvalidDataException">It is not what was recorded.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SegmentDirectory Read(Stream from, string sha256)
    {
        var end = new byte[4 + Magic.Length];
        if (from.Length < end.Length) throw new InvalidDataException("it is cut short");
        from.Position = from.Length - end.Length;
        from.ReadExactly(end);
        var length = BinaryPrimitives.ReadInt32LittleEndian(end);
        if (!end.AsSpan(4).SequenceEqual(Magic) || length is < 2 or > MostBytes || length > from.Length - end.Length) throw new InvalidDataException("it does not end as a segment");
        var json = new byte[length];
        from.Position = from.Length - end.Length - length;
        from.ReadExactly(json);
        if (Convert.ToHexStringLower(SHA256.HashData(json)) != sha256) throw new InvalidDataException("its directory is not what was recorded");
        return JsonSerializer.Deserialize<SegmentDirectory>(json, Json) is { Format: Known } directory
            ? directory
            : throw new InvalidDataException("it is of a format of a newer FunnelGrains");
    }
}

/// <summary>Where a block is, and from which lead to which it goes; both may go on in its neighbours.</summary>
/// <param name="FirstLead">The first.</param>
/// <param name="LastLead">The last.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Bytes">Its length there.</param>
/// <param name="PlainBytes">Its length when it is unpacked.</param>
/// <param name="Sha256">Of its bytes in the file, hexadecimal.</param>
internal sealed record SegmentBlock(string FirstLead, string LastLead, long Offset, int Bytes, int PlainBytes, string Sha256);
