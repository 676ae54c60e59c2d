namespace FunnelGrains.Storage.Desk;

/// <summary>What people did about breaches. It stands beside the journal, since nothing can make it again. Every method may be called from any thread.</summary>
public interface IDesk
{
    /// <summary>What was done about a breach; null for nothing.</summary>
    Task<DeskFile?> FindAsync(string workspace, string breach, CancellationToken cancel);

    /// <summary>Where breaches stand; those that nothing was done about are absent.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="breaches">Their ids, 1,000 at most.</param>
    /// <param name="cancel">Ends the waiting.</param>
    Task<IReadOnlyList<DeskCase>> FindAsync(string workspace, IReadOnlyCollection<string> breaches, CancellationToken cancel);

    /// <summary>Adds a deed and replaces the case, in one transaction; durable when it answers.</summary>
    /// <returns>False where a deed of that number is there already: somebody else wrote, and nothing was written.</returns>
    /// <exception cref="Journal.JournalUnavailableException">Locked, full or lost: whether it was written is unknown.</exception>
    Task<bool> WriteAsync(DeskWrite write);
}
