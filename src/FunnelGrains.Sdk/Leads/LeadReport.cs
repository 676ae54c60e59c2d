using System.Text.Json;

namespace FunnelGrains.Sdk;

/// <summary>One lead with its clocks and its timeline.</summary>
public sealed record LeadReport
{
    /// <summary>The lead's id.</summary>
    public string Id { get; init; } = "";

    /// <summary><c>open</c>, <c>won</c>, <c>lost</c> or <c>rejected</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>True when personal data and attributes were erased.</summary>
    public bool Erased { get; init; }

    /// <summary>The key of the stage it is in.</summary>
    public string? Stage { get; init; }

    /// <summary>Which way through the funnel it is on, from 1.</summary>
    public int Cycle { get; init; }

    /// <summary>Who has it.</summary>
    public string? Owner { get; init; }

    /// <summary>The team that has it.</summary>
    public string? Team { get; init; }

    /// <summary>Source, campaign, segment and what else was sent.</summary>
    public JsonElement Attributes { get; init; }

    /// <summary>Personal data, where the key may see it.</summary>
    public JsonElement Personal { get; init; }

    /// <summary>The runs of the agreement's time clauses.</summary>
    public IReadOnlyList<ClockReport> Clocks { get; init; } = [];

    /// <summary>What happened, in the order of <c>occurredAt</c>.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];
}
