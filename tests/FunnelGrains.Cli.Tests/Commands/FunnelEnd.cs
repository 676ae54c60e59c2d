namespace FunnelGrains.Cli.Tests.Commands;

/// <summary>How a run of the command ended, with all it wrote.</summary>
internal sealed record FunnelEnd(int Code, string Output, string Errors)
{
    public FunnelEnd ShouldEndWith(int code)
    {
        Code.ShouldBe(code, ToString());
        return this;
    }

    public override string ToString() => $"exit code {Code}\n(output:)\n{Output}\n(errors:)\n{Errors}";
}
