using FunnelGrains.Domain.Calendars;
using FunnelGrains.Testing.Sla;

namespace FunnelGrains.Domain.Tests.Calendars;

public class SharedTimesTests
{
    [Fact]
    public void Every_shared_due_instant_is_reproduced()
    {
        var rows = SharedRows.Read("due.tsv");
        rows.Count.ShouldBe(70);
        rows.Where(row => row.Calendar.Due(row.Start, row.Seconds, row.Pauses) != row.ExpectedDue).ShouldBeEmpty();
    }

    [Fact]
    public void Every_shared_worked_time_is_reproduced()
    {
        var rows = SharedRows.Read("worked.tsv");
        rows.Count.ShouldBe(30);
        rows.Where(row => row.Calendar.Worked(row.Start, row.End, row.Pauses) != row.ExpectedWorked).ShouldBeEmpty();
    }
}
