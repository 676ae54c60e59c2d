using System.Xml.Linq;
using FunnelGrains.Storage.Postgres.Cluster;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace FunnelGrains.Host.Cluster;

/// <summary>The key ring in the database, so that a cookie made at one node opens every other.</summary>
internal sealed class DatabaseKeyRing(PostgresCluster database) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => [.. database.ReadKeys().Select(XElement.Parse)];

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => database.AddKey(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
