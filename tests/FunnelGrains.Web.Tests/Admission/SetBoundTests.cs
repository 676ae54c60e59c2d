using System.Net;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Admission;

/// <summary>Bounds that an operator set hold in the running server.</summary>
public sealed class SetBoundTests
{
    [Fact]
    public async Task A_lead_has_as_many_events_as_was_set()
    {
        await using var host = await HostProcess.StartAsync(new HostLaunch().With("FunnelGrains__Shard__LeadEventLimit", "2"));
        using var client = host.CreateClient();
        string Touch(int id) => $$$"""{"id":"{{{id}}}","type":"lead.touched","lead":"L-1","data":{"channel":"call"}}""";
        (await host.UntilAsync(client, $"[{Touch(1)},{Touch(2)}]")).Counts.ShouldBe((2, 0, 0));
        var third = await client.PostEventsAsync(Touch(3));
        third.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        third.Errors.GetProperty("/lead")[0].GetString().ShouldBe("the lead has 2 events, which is the most a lead may have");
    }
}
