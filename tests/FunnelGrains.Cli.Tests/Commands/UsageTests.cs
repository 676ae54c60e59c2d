namespace FunnelGrains.Cli.Tests.Commands;

/// <summary>A wrong command line ends with 2, one line on standard error, and nothing done.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("", "Required command was not provided")]
    [InlineData("audi", "'audi' is not a command; there are import, audit, tail, migrate, backup, restore")]
    [InlineData("import parquet", "'parquet' is not a command; there are csv, ndjson, olist")]
    [InlineData("import olist", "Option '--leads' is required")]
    [InlineData("import ndjson", "Required argument 'FILE' missing")]
    [InlineData("import ndjson - --batch 0", "--batch has to be 1 to 1000")]
    [InlineData("import ndjson - --batch many", "--batch has to be 1 to 1000")]
    [InlineData("import ndjson - --json --quiet", "--json and --quiet do not go together")]
    [InlineData("import ndjson - --resume state", "--resume needs a file as input")]
    [InlineData("import csv x --map lead", "--map: 'lead' is not FIELD=COLUMN")]
    [InlineData("import csv x --map lead=a,type==deal.won", "--map: occurredAt is missing")]
    [InlineData("import csv x --map lead=a,colour=b", "an event has no field 'colour'")]
    [InlineData("import csv x --map lead=a,type=b,occurredAt=c --zone Nowhere", "'Nowhere' is not a time zone")]
    [InlineData("import csv x --map lead=a,type=b,occurredAt=c --delimiter ab", "--delimiter: 'ab' is not one character")]
    [InlineData("import csv x --map lead=a,type=b,occurredAt=c --encoding nope", "--encoding: 'nope' is not known")]
    [InlineData("audit --url ftp://here", "'ftp://here' is not an address")]
    [InlineData("backup --data x", "Option '--to' is required")]
    [InlineData("restore --data x", "Option '--from' is required")]
    [InlineData("audit --colour", "Unrecognized command or argument '--colour'")]
    public async Task A_wrong_command_line_says_what_is_wrong(string line, string says)
    {
        var end = (await FunnelProcess.RunAsync(null, line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldEndWith(2);
        end.Errors.ShouldStartWith("funnel: ");
        end.Errors.ShouldContain(says);
        end.Errors.TrimEnd().ShouldNotContain('\n');
        end.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("import csv")]
    [InlineData("import ndjson")]
    [InlineData("import olist")]
    [InlineData("audit")]
    [InlineData("tail")]
    [InlineData("migrate")]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task Help_has_an_example_and_goes_to_standard_output(string command)
    {
        var end = (await FunnelProcess.RunAsync(null, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).ShouldEndWith(0);
        end.Output.ShouldContain("Example");
        end.Output.ShouldContain($"  funnel {command}");
        end.Output.ShouldContain("--url <URL>");
        end.Output.ShouldNotContain('\u001b');
        end.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_of_commands_has_a_line_each()
    {
        var help = (await FunnelProcess.RunAsync(null, "--help")).Output;
        help[help.IndexOf("Commands:", StringComparison.Ordinal)..].TrimEnd().Split('\n').Length.ShouldBe(7, help);
    }
}
