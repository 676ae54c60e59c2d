namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>Between which steps of the protocol an activation can die.</summary>
internal enum CrashPoint
{
    BeforeAnAppend,
    AfterAnAppendBeforeItsAnswer,
    BeforeLeadsAnswer,
    AfterLeadsFoldedBeforeTheCount,
    BeforeASave,
    AfterASaveBeforeItsAnswer,
    WhileRecovering,
    WithAnAnnouncementOnItsWay,
    AtRest,
}

internal static class CrashPoints
{
    public static IEnumerable<CrashPoint> Of(Process process, World world)
    {
        var own = world.Disk.Requests.Where(request => request.Process == process).ToList();
        if (!process.IsUp) yield return CrashPoint.WhileRecovering;
        else if (own.Count == 0) yield return CrashPoint.AtRest;
        if (!process.IsUp) yield break;
        foreach (var request in own)
        {
            yield return (request.Lane, request.IsCarriedOut) switch
            {
                (SlowJournal.Writer, false) => CrashPoint.BeforeAnAppend,
                (SlowJournal.Writer, true) => CrashPoint.AfterAnAppendBeforeItsAnswer,
                (SlowReadModel.Writer, false) => CrashPoint.BeforeASave,
                (SlowReadModel.Writer, true) => CrashPoint.AfterASaveBeforeItsAnswer,
                (['L', ..], false) => CrashPoint.BeforeLeadsAnswer,
                (['L', ..], true) => CrashPoint.AfterLeadsFoldedBeforeTheCount,
                _ => CrashPoint.AtRest,
            };
        }

        var recorded = world.Rows().Where(row => row.Event.Type == Domain.Leads.EventType.SlaBreached).Select(row => row.Event.Id).ToHashSet();
        if (recorded.Except(world.Breaches.Select(breach => breach.Breach.Id)).Any()) yield return CrashPoint.WithAnAnnouncementOnItsWay;
    }
}
