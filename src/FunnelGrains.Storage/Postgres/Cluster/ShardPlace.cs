namespace FunnelGrains.Storage.Postgres.Cluster;

/// <summary>Where a shard's activation is, in Orleans' own words for each part.</summary>
/// <param name="Shard">The shard's grain id.</param>
/// <param name="Silo">The silo's address.</param>
/// <param name="Activation">The activation's id.</param>
/// <param name="Membership">The version of the cluster's membership that the silo knew of then.</param>
public sealed record ShardPlace(string Shard, string Silo, string Activation, long Membership);
