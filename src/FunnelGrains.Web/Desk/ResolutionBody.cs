using NodaTime;

namespace FunnelGrains.Web.Desk;

/// <summary>How a breach was resolved.</summary>
/// <param name="By">By whom.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why it was late, and what came of it.</param>
/// <param name="Code">The kind of reason; null for none.</param>
internal sealed record ResolutionBody(string By, Instant At, string Reason, string? Code);
