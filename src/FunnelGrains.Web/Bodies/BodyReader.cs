using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Bodies;

/// <summary>A body read whole, up to a bound that holds for what was decompressed too; to be disposed when its bytes are not used any more.</summary>
internal sealed class BodyReader(BodyBudget budget) : IDisposable
{
    private const int First = 4_096;
    private byte[] buffer = [];
    private int length;
    private long parsing;

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
            if (!Grow(Math.Min(longest + 1, (int)(request.ContentLength + 1 ?? First)))) return BodyRefusal.Busy;
            while (true)
            {
                var read = await request.Body.ReadAsync(buffer.AsMemory(length), request.HttpContext.RequestAborted);
                if (read == 0) return TakeForParsing() ? null : BodyRefusal.Busy;
                length += read;
                if (length > longest) return TooLarge(longest);
                if (length == buffer.Length && !Grow(Math.Min(longest + 1, buffer.Length * 2))) return BodyRefusal.Busy;
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
        budget.Return(parsing);
        parsing = 0;
        if (buffer.Length == 0) return;
        BodyBuffers.Return(buffer);
        budget.Return(buffer.Length);
        buffer = [];
    }

    private static BodyRefusal TooLarge(int longest) =>
        new(StatusCodes.Status413PayloadTooLarge, $"the body has more than {longest} bytes; events beyond that go as application/x-ndjson");

    /// <summary>What is made of the bytes is about as large again.</summary>
    private bool TakeForParsing()
    {
        if (!budget.TryTake(length)) return false;
        parsing = length;
        return true;
    }

    private bool Grow(int least)
    {
        // Asked before there is one, since a large one may not be to be had.
        var size = BodyBuffers.Size(least);
        if (!budget.TryTake(size)) return false;
        byte[] larger;
        try
        {
            larger = BodyBuffers.Rent(least);
        }
        catch (OutOfMemoryException)
        {
            budget.Return(size);
            return false;
        }

        budget.Take(larger.Length - size);
        buffer.AsSpan(0, length).CopyTo(larger);
        Dispose();
        buffer = larger;
        return true;
    }
}
