using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Tailing;

/// <summary>Writes what happens on the board.</summary>
internal interface ITailPrinter
{
    void Print(BoardNews news);
}
