namespace FunnelGrains.Domain;

/// <summary>Something that an answer depends on, such as a database, cannot be reached now: nothing is wrong with the question, and it may be asked again.</summary>
public abstract class UnavailableException(string message, Exception? inner = null) : Exception(message, inner);
