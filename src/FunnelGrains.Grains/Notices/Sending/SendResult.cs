using NodaTime;

namespace FunnelGrains.Grains.Notices.Sending;

/// <summary>What became of one attempt.</summary>
/// <param name="Reason"><see cref="Delivered"/>, else what failed, in a word.</param>
/// <param name="Detail">What failed, in words; null for a delivery.</param>
/// <param name="Code">The status that was answered; null where none was.</param>
/// <param name="RetryAfter">How long the receiver asked to wait.</param>
/// <param name="Gone">Whether it wants nothing any more (410).</param>
internal sealed record SendResult(string Reason, string? Detail = null, int? Code = null, Duration? RetryAfter = null, bool Gone = false)
{
    public const string Delivered = "delivered";

    public bool IsDelivered => Reason == Delivered;

    public static SendResult Ok(int? code) => new(Delivered, Code: code);
}
