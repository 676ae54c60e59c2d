using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Grains.Agreements;

/// <summary>Who has to sign, and who may: the one place for that rule. Whoever may call the agreement's grain at all is an administrator, and may sign for any team that he names.</summary>
internal static class Signatories
{
    /// <summary>Every team of the draft, and every team of the version before: none is written out of the agreement without its word.</summary>
    public static ImmutableArray<string> Of(Agreement before, Agreement draft) => [.. draft.Teams.Concat(before.Teams).Select(team => team.Key).Distinct(StringComparer.Ordinal)];
}
