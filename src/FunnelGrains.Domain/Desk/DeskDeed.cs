using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Desk;

/// <summary>Something that somebody did about a breach.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Kind">What.</param>
/// <param name="At">When, whole milliseconds.</param>
/// <param name="By">Who, as he is called.</param>
/// <param name="Origin">The key or session by which he came.</param>
/// <param name="Text">The note, or the reason of a resolution; null else.</param>
/// <param name="Code">The kind of reason, of a resolution; null for none.</param>
/// <param name="Key">What the sender called it, so that a repeat is known; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("fg.deskdeed")]
public sealed record DeskDeed(int Number, DeskDeedKind Kind, Instant At, string By, string Origin, string? Text = null, string? Code = null, string? Key = null);
