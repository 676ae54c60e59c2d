namespace FunnelGrains.Abstractions.Meetings;

/// <summary>Keys of the meetings' grains. They begin with a letter that no hexadecimal number has, since the grain storage would take those for one another.</summary>
public static class MeetingKey
{
    /// <summary>The key of a meeting, for example <c>meeting/default/weekly-20261130t1200z</c>.</summary>
    public static string Of(string workspace, string meeting) => $"meeting/{workspace}/{meeting}";

    /// <summary>The key of a workspace's book, for example <c>meetings/default</c>.</summary>
    public static string Book(string workspace) => $"meetings/{workspace}";

    /// <summary>The parts of a meeting's key.</summary>
    public static (string Workspace, string Meeting) Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var parts = key.Split('/', 3);
        return (parts[1], parts[2]);
    }

    /// <summary>The workspace of a book's key.</summary>
    public static string WorkspaceOfBook(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Split('/', 2)[1];
    }
}
