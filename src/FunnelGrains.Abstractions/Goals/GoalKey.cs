namespace FunnelGrains.Abstractions.Goals;

/// <summary>Keys of the goals' grains. They begin with a letter that no hexadecimal number has, since the grain storage would take those for one another.</summary>
public static class GoalKey
{
    /// <summary>The key of a goal, for example <c>goal/default/mql-month</c>.</summary>
    public static string Of(string workspace, string goal) => $"goal/{workspace}/{goal}";

    /// <summary>The key of a workspace's book, for example <c>goals/default</c>.</summary>
    public static string Book(string workspace) => $"goals/{workspace}";

    /// <summary>The key of a workspace's forecasts, for example <c>forecast/default</c>.</summary>
    public static string Forecast(string workspace) => $"forecast/{workspace}";

    /// <summary>The parts of a goal's key.</summary>
    public static (string Workspace, string Goal) Parse(string key)
    {
        var parts = key.Split('/', 3);
        return (parts[1], parts[2]);
    }

    /// <summary>The workspace of a book's key, or of the forecasts'.</summary>
    public static string WorkspaceOfBook(string key) => key.Split('/', 2)[1];
}
