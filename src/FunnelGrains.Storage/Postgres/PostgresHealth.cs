namespace FunnelGrains.Storage.Postgres;

/// <summary>How the server is, as it says itself on a session that writes.</summary>
/// <param name="Server">Version of the server.</param>
/// <param name="SynchronousCommit"><c>on</c>, so that a commit is on the disk when it answers.</param>
/// <param name="InRecovery">Whether it is a standby, which takes no writes.</param>
public sealed record PostgresHealth(string Server, string SynchronousCommit, bool InRecovery);
