namespace FunnelGrains.Domain.Leads;

/// <summary>To whom a fact belongs: owner and team of its moment, as counted.</summary>
internal readonly record struct FactMoment(string Owner, string Team);
