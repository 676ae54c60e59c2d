using System.Runtime.CompilerServices;

namespace FunnelGrains.Web.Tests.Boards;

public class PageContractTests
{
    private const string Rewrite = "FUNNELGRAINS_WRITE_CONTRACT";

    [Fact(DisplayName = "The page's contract file is up to date")]
    public void The_pages_contract_file_is_up_to_date()
    {
        var file = Path.Combine(Folder(), "..", "..", "..", "src", "FunnelGrains.Web", "Board", "src", "contract.ts");
        var contract = TypeScriptContract.Write();
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 }) File.WriteAllText(file, contract);
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(contract, $"Run this test with {Rewrite}=1 to write the file again.");
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
