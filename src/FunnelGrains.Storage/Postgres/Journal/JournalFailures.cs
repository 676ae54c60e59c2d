using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>What the journal's callers get to see of a failure.</summary>
internal static class JournalFailures
{
    public static Exception Wrap(Exception why) => why switch
    {
        JournalUnavailableException known => known,
        ObjectDisposedException closed => new JournalUnavailableException("The journal is closed", closed),
        _ => new JournalUnavailableException($"The journal failed: {why.Message}", why),
    };
}
