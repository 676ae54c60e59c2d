using System.Net;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Access;

/// <summary>The administrator's first key: it can be replaced, not lost, and once revoked it stays so.</summary>
public sealed class AdministratorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-admin-").FullName;

    [Fact]
    public async Task The_first_key_can_be_replaced_and_does_not_come_back_with_a_restart()
    {
        var launch = new HostLaunch { DataFolder = folder };
        await using (var host = await HostProcess.StartAsync(launch))
        {
            using var client = host.CreateClient();
            var first = (await client.AskAsync("/api/v1/keys")).Json.EnumerateArray().Single().GetProperty("id").GetString();
            (await DeleteAsync(client, first)).ShouldBeProblem(HttpStatusCode.Conflict);
            var made = await client.PostAsync("/api/v1/keys", """{"name":"next","scopes":["admin"]}""");
            using var next = host.CreateClient(made.Json.GetProperty("text").GetString());
            (await DeleteAsync(next, first)).Status.ShouldBe(HttpStatusCode.NoContent);
            (await next.AskAsync("/api/v1/keys")).Json.EnumerateArray().Single().GetProperty("name").GetString().ShouldBe("next");
            (await host.TerminateAsync()).ShouldBe(0);
        }

        var end = await HostProcess.RunToEndAsync(launch, TestContext.Current.CancellationToken);
        end.ExitCode.ShouldBe(1);
        end.Errors.ShouldHaveSingleItem().ShouldBe("FunnelGrains cannot start: FunnelGrains__AdminKey is a key that was revoked; set another, or none.");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<Answer> DeleteAsync(HttpClient client, string? id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/keys/{id}");
        return await client.ReadAsync(request);
    }
}
