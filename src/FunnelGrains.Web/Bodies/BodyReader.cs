using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Bodies;

/// <summary>A body read whole, up to a bound that holds for what was decompressed too; to be disposed when its bytes are not used any more.</summary>
internal sealed class BodyReader(BodyBudget budget) : IDisposable
{
    private const int First = 4_096;
    private byte[] buffer = [];
    private int length;

    /// <summary>What was read, without a byte order mark; valid until disposed.</summary>
    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            var bytes = buffer.AsMemory(0, length);
            return bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        }
    }

    /// <summary>Reads it.</summary>
    /// <param name="request">Whose body.</param>
    /// <param name="longest">In bytes.</param>
    /// <returns>Null when all was read.</returns>
    public async ValueTask<BodyRefusal?> ReadAsync(HttpRequest request, int longest)
    {
        if (request.ContentLength > longest) return TooLarge(longest);
        try
        {
            if (!Grow(Math.Min(longest + 1, (int)(request.ContentLength + 1 ?? First)))) return Busy;
            while (true)
            {
                var read = await request.Body.ReadAsync(buffer.AsMemory(length), request.HttpContext.RequestAborted);
                if (read == 0) return null;
                length += read;
                if (length > longest) return TooLarge(longest);
                if (length == buffer.Length && !Grow(buffer.Length * 2)) return Busy;
            }
        }
        catch (Exception failed) when (BodyRefusal.Of(failed) is { } refusal)
        {
            return refusal;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (buffer.Length == 0) return;
        ArrayPool<byte>.Shared.Return(buffer);
        budget.Return(buffer.Length);
        buffer = [];
    }

    private static BodyRefusal Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "the server has as many bodies at hand as it can hold; send it again");

    private static BodyRefusal TooLarge(int longest) =>
        new(StatusCodes.Status413PayloadTooLarge, $"the body has more than {longest} bytes; events beyond that go as application/x-ndjson");

    private bool Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(least);
        if (!budget.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        buffer.AsSpan(0, length).CopyTo(larger);
        Dispose();
        buffer = larger;
        return true;
    }
}
