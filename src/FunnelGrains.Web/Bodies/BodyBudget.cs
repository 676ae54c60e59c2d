namespace FunnelGrains.Web.Bodies;

/// <summary>How many bytes of bodies the server holds at once: beyond it senders are told to come again, so that memory has a bound whoever sends how much.</summary>
internal sealed class BodyBudget
{
    /// <summary>96 MB: with what parsing makes of them, a few times as much.</summary>
    public const long Most = 96_000_000;
    private long held;

    /// <summary>Held now, in bytes.</summary>
    public long Held => Interlocked.Read(ref held);

    /// <summary>Takes more; false when there is not as much left, then nothing is taken.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) <= Most) return true;
        Return(bytes);
        return false;
    }

    /// <summary>Gives back what was taken.</summary>
    public void Return(long bytes) => Interlocked.Add(ref held, -bytes);
}
