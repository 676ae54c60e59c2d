using System.Buffers;

namespace FunnelGrains.Web.Bodies;

/// <summary>Text that grows in pieces from the pool, which the budget knows of.</summary>
internal sealed class PooledText(BodyBudget budget) : IBufferWriter<byte>, IDisposable
{
    private const int Piece = 32_768;
    private readonly List<(byte[] Bytes, int Length)> pieces = [];

    /// <summary>In bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The budget was used up while it grew; it is whole all the same, but should grow no further.</summary>
    public bool IsOverBudget { get; private set; }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        var (bytes, length) = pieces[^1];
        pieces[^1] = (bytes, length + count);
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (pieces.Count == 0 || pieces[^1].Bytes.Length - pieces[^1].Length < Math.Max(sizeHint, 1))
        {
            var bytes = BodyBuffers.Rent(Math.Max(sizeHint, Piece));
            IsOverBudget |= !budget.Take(bytes.Length);
            pieces.Add((bytes, 0));
        }

        return pieces[^1].Bytes.AsMemory(pieces[^1].Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Writes all of it.</summary>
    public async Task CopyToAsync(Stream to, CancellationToken cancel)
    {
        foreach (var (bytes, length) in pieces) await to.WriteAsync(bytes.AsMemory(0, length), cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (bytes, _) in pieces)
        {
            BodyBuffers.Return(bytes);
            budget.Return(bytes.Length);
        }

        pieces.Clear();
    }
}
