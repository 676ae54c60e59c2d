using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>What somebody of a team answers for.</summary>
/// <param name="Key">For example <c>sdr</c>.</param>
/// <param name="Team">Key of the team.</param>
/// <param name="Name">The role's name.</param>
/// <param name="Duties">What it is to do, in sentences.</param>
[GenerateSerializer, Immutable, Alias("fg.teamrole")]
public sealed record TeamRole(string Key, string Team, LocalText Name, LocalText Duties);
