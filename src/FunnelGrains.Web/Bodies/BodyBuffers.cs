using System.Buffers;

namespace FunnelGrains.Web.Bodies;

/// <summary>
/// Arrays for bodies and answers. The shared pool keeps some of every size for each thread that ever gave one back, which for megabytes is more than a small container has; so large ones
/// come from a pool of bounded size, and the largest are not kept at all.
/// </summary>
internal static class BodyBuffers
{
    private const int Small = 65_536;
    private const int Large = 1_048_576;

    // 4 each of 128 KB to 1 MB: 8 MB at the most.
    private static readonly ArrayPool<byte> Bounded = ArrayPool<byte>.Create(Large, maxArraysPerBucket: 4);

    /// <summary>How long the array will be that <see cref="Rent"/> gives; known beforehand, so that the budget is asked before there is one.</summary>
    /// <param name="least">In bytes, more than 0.</param>
    public static int Size(int least) => least > Large ? least : (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(least, 16));

    /// <summary>An array of at least so many bytes, with any content.</summary>
    public static byte[] Rent(int least) => Pool(least)?.Rent(least) ?? GC.AllocateUninitializedArray<byte>(least);

    /// <summary>Gives one back.</summary>
    public static void Return(byte[] bytes) => Pool(bytes.Length)?.Return(bytes);

    private static ArrayPool<byte>? Pool(int length) => length switch
    {
        <= Small => ArrayPool<byte>.Shared,
        <= Large => Bounded,
        _ => null,
    };
}
