namespace FunnelGrains.Cli.Csv;

/// <summary>One pair of <c>--map</c>: either a column or a constant.</summary>
internal sealed record FieldRule(FieldTarget Target, string? Column, string? Constant);
