namespace FunnelGrains.Abstractions.Goals;

/// <summary>Keys of the goals' grains. The slash keeps them from reading as hexadecimal numbers, which the grain storage would take for one another.</summary>
public static class GoalKey
{
    /// <summary>The key of a goal, for example <c>default/mql-month</c>.</summary>
    public static string Of(string workspace, string goal) => $"{workspace}/{goal}";

    /// <summary>The key of a workspace's book, for example <c>goals/default</c>.</summary>
    public static string Book(string workspace) => $"goals/{workspace}";

    /// <summary>The parts of a goal's key.</summary>
    public static (string Workspace, string Goal) Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return (key[..slash], key[(slash + 1)..]);
    }
}
