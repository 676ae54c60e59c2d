using System.Text.Json;

namespace FunnelGrains.Sdk;

/// <summary>A goal with where it stands.</summary>
public sealed record GoalReport
{
    /// <summary>The goal's id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The team.</summary>
    public string Team { get; init; } = "";

    /// <summary>What is measured.</summary>
    public string Metric { get; init; } = "";

    /// <summary>The stage's key, for <c>entered</c>.</summary>
    public string? Stage { get; init; }

    /// <summary>The clause's id, for <c>compliance</c>.</summary>
    public string? Clause { get; init; }

    /// <summary><c>week</c>, <c>month</c> or <c>quarter</c>.</summary>
    public string Period { get; init; } = "";

    /// <summary><c>reach</c>, <c>above</c> or <c>below</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>ISO 4217, for <c>revenue</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>The target, in the metric's unit.</summary>
    public decimal Target { get; init; }

    /// <summary>What is there now; null when there is nothing to measure.</summary>
    public decimal? Actual { get; init; }

    /// <summary>What should be there now, in business time.</summary>
    public decimal? Expected { get; init; }

    /// <summary>Actual ÷ expected; null while there is no verdict.</summary>
    public decimal? Pace { get; init; }

    /// <summary>Where it ends at this rate.</summary>
    public decimal? Projection { get; init; }

    /// <summary>Where the open leads are likely to take it; null while there are too few.</summary>
    public GoalForecast? Forecast { get; init; }

    /// <summary>What is left for each business day.</summary>
    public decimal? PerDayLeft { get; init; }

    /// <summary>The verdict, for example <c>on_track</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Fields of later versions of the contract.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, JsonElement>? Further { get; init; }
}
