namespace FunnelGrains.Abstractions.Displays;

/// <summary>Keys of the displays' grains. They begin with a letter that no hexadecimal number has, since the grain storage would take those for one another.</summary>
public static class DisplayKey
{
    /// <summary>The key of the pairings that are open, of all workspaces: a television belongs to none before somebody confirms it.</summary>
    public const string Pairings = "pairings/open";

    /// <summary>The key of a display, for example <c>television/8s7Kd0wQxA</c>.</summary>
    public static string Of(string id) => $"television/{id}";

    /// <summary>The key of a workspace's book, for example <c>televisions/default</c>.</summary>
    public static string Book(string workspace) => $"televisions/{workspace}";

    /// <summary>The workspace of a book's key.</summary>
    public static string WorkspaceOfBook(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Split('/', 2)[1];
    }
}
