using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FunnelGrains.Storage.Archive;

/// <summary>
/// Tells for certain of most leads that they are not in a segment, so that no block is read for them: a Bloom filter of 10 bits a lead with 7 probes (about 1 % false
/// alarms, each costing a block). Part of the file: bit <c>(a + i·b) mod bits</c> for i from 0 to 6, where a and b are the first two 64-bit numbers (little endian, b made odd) of the
/// SHA-256 of the lead's UTF-8.
/// </summary>
internal static class LeadMarks
{
    private const int BitsALead = 10;
    private const int Probes = 7;

    /// <summary>An empty filter with room for so many leads.</summary>
    public static byte[] For(int leads) => new byte[(leads * BitsALead / 8) + 8];

    /// <summary>Where a lead's bits are.</summary>
    public static (ulong Start, ulong Step) Of(string lead)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(lead), hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]) | 1);
    }

    /// <summary>Adds a lead.</summary>
    public static void Add(byte[] marks, (ulong Start, ulong Step) lead)
    {
        for (var i = 0; i < Probes; i++)
        {
            var bit = Bit(marks, lead, i);
            marks[bit / 8] |= (byte)(1 << (int)(bit % 8));
        }
    }

    /// <summary>False only for a lead that was never added.</summary>
    public static bool MayHold(byte[] marks, (ulong Start, ulong Step) lead)
    {
        for (var i = 0; i < Probes; i++)
        {
            var bit = Bit(marks, lead, i);
            if ((marks[bit / 8] & (1 << (int)(bit % 8))) == 0) return false;
        }
        return true;
    }

    private static ulong Bit(byte[] marks, (ulong Start, ulong Step) lead, int probe) => unchecked(lead.Start + ((ulong)probe * lead.Step)) % ((ulong)marks.Length * 8);
}
