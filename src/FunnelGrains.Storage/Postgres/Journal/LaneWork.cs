namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>Something that a lane writes in the order in which it came.</summary>
internal abstract class LaneWork
{
    /// <summary>How much of a transaction it fills.</summary>
    public abstract int Rows { get; }

    /// <summary>What was written is durable. Never throws.</summary>
    public abstract void Succeed();

    /// <summary>It is not, or that is not known. After an answer it does nothing. Never throws.</summary>
    public abstract void Fail(Exception why);
}
