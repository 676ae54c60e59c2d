using System.Data.Common;
using FunnelGrains.Storage.Desk;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Notices;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Workspaces;

namespace FunnelGrains.Storage;

/// <summary>An engine with all its parts open; closing writes what waits.</summary>
public interface IStorage : IDisposable
{
    /// <summary>The journal.</summary>
    IJournal Journal { get; }

    /// <summary>The read model.</summary>
    IReadModel ReadModel { get; }

    /// <summary>The workspaces.</summary>
    IWorkspaces Workspaces { get; }

    /// <summary>The messages that go out.</summary>
    INotices Notices { get; }

    /// <summary>What people did about breaches.</summary>
    IDesk Desk { get; }

    /// <summary>Connections for Orleans' AdoNet grain storage (its option <c>DataSource</c>, with <see cref="GrainsInvariant"/>).</summary>
    DbDataSource Grains { get; }

    /// <summary>The ADO.NET invariant by which Orleans knows the engine.</summary>
    string GrainsInvariant { get; }
}
