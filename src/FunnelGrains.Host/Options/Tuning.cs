using FunnelGrains.Grains.Agreements;
using FunnelGrains.Grains.Boards;
using FunnelGrains.Grains.Goals;
using FunnelGrains.Grains.Meetings;
using FunnelGrains.Grains.Notices;
using FunnelGrains.Grains.Shards;
using Microsoft.Extensions.Configuration;

namespace FunnelGrains.Host.Options;

/// <summary>Bounds and rhythms of the grains; each has a default that fits most installations.</summary>
/// <param name="Shard">Of the shards.</param>
/// <param name="Funnel">Of boards' frames.</param>
/// <param name="Goals">Of goals.</param>
/// <param name="Notices">Of messages that go out.</param>
/// <param name="Meetings">Of meetings.</param>
/// <param name="Agreement">Of the agreement.</param>
internal sealed record Tuning(
    ShardOptions Shard, FunnelOptions Funnel, GoalOptions Goals, NotifierOptions Notices, MeetingOptions Meetings, AgreementOptions Agreement)
{
    /// <summary>As a configuration sets them.</summary>
    /// <exception cref="StartRefusedException">A value is wrong.</exception>
    public static Tuning Read(IConfiguration configuration)
    {
        var tuning = new Tuning(new ShardOptions(), new FunnelOptions(), new GoalOptions(), new NotifierOptions(), new MeetingOptions(), new AgreementOptions());
        foreach (var one in TuningSettings.All.Add(TuningSettings.ArchiveAfter))
        {
            if (configuration[one.Setting.Key] is { Length: > 0 } text)
            {
                one.Set(tuning, text);
            }
        }
        var (onTrack, behind) = (tuning.Goals.Thresholds.OnTrack, tuning.Goals.Thresholds.Behind);
        return behind <= onTrack
            ? tuning
            : throw new StartRefusedException(FormattableString.Invariant(
                $"FunnelGrains__Goals__Behind is {behind}, more than FunnelGrains__Goals__OnTrack, which is {onTrack}."));
    }
}
