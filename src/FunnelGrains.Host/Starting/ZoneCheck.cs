using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Host.Options;
using FunnelGrains.Storage.Workspaces;

namespace FunnelGrains.Host.Starting;

/// <summary>Finds a time zone that is in use and that this program's tz database does not have, before anything is counted by it.</summary>
internal static partial class ZoneCheck
{
    /// <summary>Looks up the zone of each workspace and of each calendar of each version of its agreement.</summary>
    /// <exception cref="StartRefusedException">One is missing.</exception>
    public static async Task RunAsync(IWorkspaces workspaces, ILogger logger)
    {
        var zones = (await AllAsync(workspaces)).SelectMany(Zones).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (zones.Count > 0) LogZones(logger, ZoneDatabase.Version, string.Join(", ", zones));
    }

    private static async Task<IReadOnlyList<Workspace>> AllAsync(IWorkspaces workspaces)
    {
        try
        {
            var all = await workspaces.AllAsync(CancellationToken.None);
            return all.FirstOrDefault(workspace => !ZoneDatabase.TryFind(workspace.Zone, out _)) is { } stray
                ? throw Missing($"the workspace {stray.Key} is", stray.Zone)
                : all;
        }
        catch (UnknownZoneException unknown)
        {
            throw Missing("a calendar of an agreement here is", unknown.Zone);
        }
    }

    private static IEnumerable<string> Zones(Workspace workspace) =>
        workspace.Agreements.SelectMany(agreement => agreement.Calendars.Values).Select(calendar => calendar.Zone).Append(workspace.Zone);

    private static StartRefusedException Missing(string what, string zone) =>
        new($"{what} in the time zone {zone}, which this program's tz database ({ZoneDatabase.Version}) does not have; start a version of the program that has it.");

    [LoggerMessage(EventId = 7301, Level = LogLevel.Information, Message = "Time zones are those of the tz database {Version}; in use: {Zones}")]
    private static partial void LogZones(ILogger logger, string version, string zones);
}
