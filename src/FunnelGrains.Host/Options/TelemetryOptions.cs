namespace FunnelGrains.Host.Options;

/// <summary>How the process lets itself be watched.</summary>
/// <param name="MetricsPort">A port of its own for <c>/metrics</c>, without a key, on the addresses of the web; null for none.</param>
/// <param name="JsonLogs">Whether the log is JSON, an object a line.</param>
/// <param name="Dashboard">Whether the Orleans Dashboard is there, for administrators.</param>
/// <param name="TraceRatio">Which share of the POSTs begins a trace, 0 to 1, where traces go somewhere; a sender that traces decides for itself.</param>
/// <param name="Exports">Whether metrics and traces go to an OTLP collector.</param>
internal sealed record TelemetryOptions(int? MetricsPort, bool JsonLogs, bool Dashboard, double TraceRatio, bool Exports);
