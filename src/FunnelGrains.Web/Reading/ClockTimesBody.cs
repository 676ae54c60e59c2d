using FunnelGrains.Domain.Sla;

namespace FunnelGrains.Web.Reading;

/// <summary>Whose time a clock's time was, in the clause's own time, pauses not counted: until its stop, else until now while somebody is waited for, else until due.</summary>
/// <param name="BeforeAssignmentSeconds">Before the lead's first assignment.</param>
/// <param name="AfterAssignmentSeconds">All since.</param>
/// <param name="Owners">The same by owner, in the order in which each had it first.</param>
internal sealed record ClockTimesBody(double BeforeAssignmentSeconds, double AfterAssignmentSeconds, IEnumerable<OwnerTimeBody> Owners)
{
    public static ClockTimesBody Of(ClockTimes times) => new(
        times.BeforeAssignment.TotalSeconds, times.AfterAssignment.TotalSeconds, times.Owners.Select(one => new OwnerTimeBody(one.Owner, one.Time.TotalSeconds)));
}

/// <summary>An owner's share of a clock's time.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="Seconds">In the clause's own time.</param>
internal sealed record OwnerTimeBody(string Owner, double Seconds);
