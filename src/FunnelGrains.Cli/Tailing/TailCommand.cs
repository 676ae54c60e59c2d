using System.CommandLine;

namespace FunnelGrains.Cli.Tailing;

internal static class TailCommand
{
    public static Command Create(CliHost host, ServerOptions server) => new("tail", "");
}
