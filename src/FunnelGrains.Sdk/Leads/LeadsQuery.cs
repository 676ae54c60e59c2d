namespace FunnelGrains.Sdk;

/// <summary>Which leads are asked for.</summary>
public sealed record LeadsQuery
{
    /// <summary>Only leads in this stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Only leads of this owner.</summary>
    public string? Owner { get; init; }

    /// <summary>A text to look for.</summary>
    public string? Text { get; init; }

    /// <summary><c>open</c>, <c>won</c>, <c>lost</c> or <c>rejected</c>.</summary>
    public string? Status { get; init; }

    /// <summary>True for the next due first; false for the last changed first.</summary>
    public bool ByDue { get; init; }

    /// <summary>The cursor of the page before; null for the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>The page's size; null for the server's own.</summary>
    public int? Limit { get; init; }
}
