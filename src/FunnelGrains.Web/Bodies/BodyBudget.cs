namespace FunnelGrains.Web.Bodies;

/// <summary>How many bytes of bodies, and of answers to them, the server holds at once: beyond it senders are told to come again, so that memory has a bound whoever sends how much.</summary>
/// <param name="available">Bytes that the process may use: the machine's, or the bound that a container or a setting of the runtime gives.</param>
internal sealed class BodyBudget(long available)
{
    // A body becomes a document, events, rows of the journal and leads: several times its bytes.
    private const int Share = 8;
    private const long Least = 24_000_000;
    private const long Greatest = 96_000_000;
    private long held;

    /// <summary>As much as this process's memory allows.</summary>
    public BodyBudget() : this(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
    {
    }

    /// <summary>Most bytes at once: an eighth of the memory, 24 to 96 MB. The least lets one body of the longest kind in.</summary>
    public long Most { get; } = Math.Clamp(available / Share, Least, Greatest);

    /// <summary>Held now, in bytes.</summary>
    public long Held => Interlocked.Read(ref held);

    /// <summary>Takes more; false when there is not as much left, then nothing is taken.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) <= Most) return true;
        Return(bytes);
        return false;
    }

    /// <summary>Takes what is needed to end something that is under way, also when there is not as much left.</summary>
    /// <returns>False when there was not.</returns>
    public bool Take(long bytes) => Interlocked.Add(ref held, bytes) <= Most;

    /// <summary>Gives back what was taken.</summary>
    public void Return(long bytes) => Interlocked.Add(ref held, -bytes);
}
