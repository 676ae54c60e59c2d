using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Testing;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Describing;

/// <summary>The page's types are made from <c>Board/contract/openapi.json</c> by its build, which has no server to ask: the file says what this server says.</summary>
public sealed class ContractFileTests(SharedHost host)
{
    private const string Rewrite = "FUNNELGRAINS_WRITE_CONTRACT";

    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true };

    private static string ContractFile => Path.Combine(RepositoryFolder.Path, "src", "FunnelGrains.Web", "Board", "contract", "openapi.json");

    [Fact]
    public async Task The_page_is_built_by_the_contract_of_this_server()
    {
        using var client = await host.StrangerAsync();
        var document = JsonNode.Parse((await client.AskAsync("/openapi/v1.json")).Json.GetRawText())!.AsObject();
        foreach (var operation in Operations(document)) KeepShapes(operation);
        var present = document.ToJsonString(Lines).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(ContractFile)!);
            await File.WriteAllTextAsync(ContractFile, present, TestContext.Current.CancellationToken);
        }

        var known = File.Exists(ContractFile) ? (await File.ReadAllTextAsync(ContractFile, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";
        (known == present).ShouldBeTrue($"{ContractFile} is of another contract: run this test with {Rewrite}=1, which writes it, and see that the page still compiles (npm run check).");
    }

    private static IEnumerable<JsonObject> Operations(JsonObject document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(method => method.Value).OfType<JsonObject>();

    /// <summary>What it says in words, its examples and its problems make no types.</summary>
    private static void KeepShapes(JsonObject operation)
    {
        operation.Remove("description");
        var answers = operation["responses"]!.AsObject();
        foreach (var status in answers.Select(answer => answer.Key).Where(status => status[0] != '2').ToList()) answers.Remove(status);
        foreach (var body in answers.Select(answer => answer.Value).Append(operation["requestBody"]).OfType<JsonObject>())
        {
            foreach (var (_, media) in body["content"] as JsonObject ?? [])
                foreach (var name in (string[])["example", "examples"]) media!.AsObject().Remove(name);
        }
    }
}
