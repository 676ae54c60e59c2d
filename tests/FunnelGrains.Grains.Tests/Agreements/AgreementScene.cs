using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Agreements;

/// <summary>What tests of the agreement's grain do again and again.</summary>
internal static class AgreementScene
{
    public const string By = "key:test";

    public static IAgreementGrain Agreement(this FunnelCluster cluster) => cluster.Grains.GetGrain<IAgreementGrain>(AgreementKey.Of("default"));

    /// <summary>Drafts, has both teams sign, and publishes.</summary>
    public static async Task<AgreementAnswer> PublishAsync(this FunnelCluster cluster, Agreement agreement, Duration ahead)
    {
        var draft = (await cluster.Agreement().SaveDraftAsync(agreement, null, By)).Draft!;
        foreach (var team in draft.MissingTeams) (await cluster.Agreement().SignAsync(team, draft.Hash, By)).Outcome.ShouldBe(AgreementOutcome.Done);
        return await cluster.Agreement().PublishAsync(cluster.Now + ahead, draft.Hash, By);
    }
}
