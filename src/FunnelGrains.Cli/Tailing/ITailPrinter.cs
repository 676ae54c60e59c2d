using System.Text.Json;

namespace FunnelGrains.Cli.Tailing;

/// <summary>Writes what happens on the board.</summary>
internal interface ITailPrinter
{
    /// <summary>A message as it came.</summary>
    void Message(BoardMessage message);

    /// <param name="before">Null for the first frame.</param>
    /// <param name="after">The frame now.</param>
    void Board(BoardCounts? before, BoardCounts after);

    void Breach(JsonElement breach);

    void Celebration(JsonElement what);
}
