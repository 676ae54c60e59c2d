using System.Text.Json.Serialization;

namespace FunnelGrains.Sdk;

/// <summary>A problem document (RFC 9457).</summary>
public sealed record FunnelProblem
{
    /// <summary>A URI that names the kind of problem.</summary>
    public string? Type { get; init; }

    /// <summary>The kind of problem in words.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>What is wrong this time.</summary>
    public string? Detail { get; init; }

    /// <summary>The reasons, by the JSON pointer of the bad field.</summary>
    [JsonConverter(typeof(FieldErrorsConverter))]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>Finds the request in the server's log.</summary>
    public string? TraceId { get; init; }
}
