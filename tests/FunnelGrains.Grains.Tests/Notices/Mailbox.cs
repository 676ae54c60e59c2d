using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FunnelGrains.Grains.Tests.Notices;

/// <summary>A mail server that says what RFC 5321 has it say, and keeps what it takes.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<(string From, string[] To, string Data)> taken = new();
    private readonly CancellationTokenSource closed = new();
    private readonly Task serving;

    public Mailbox()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether it refuses mail for now.</summary>
    public bool Refuses { get; set; }

    public IReadOnlyList<(string From, string[] To, string Data)> All => [.. taken];

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        listener.Stop();
        await serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closed.Token);
                _ = TalkAsync(client);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 mailbox");
            var (from, to) = ("", new List<string>());
            while (await reader.ReadLineAsync(closed.Token) is { } line)
            {
                if (line.StartsWith("MAIL FROM:", StringComparison.OrdinalIgnoreCase)) from = line[10..];
                if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase)) to.Add(line[8..]);
                if (line.Equals("DATA", StringComparison.OrdinalIgnoreCase) && !Refuses)
                {
                    await writer.WriteLineAsync("354 go on");
                    var data = new StringBuilder();
                    while (await reader.ReadLineAsync(closed.Token) is { } text && text != ".") data.AppendLine(text);
                    taken.Enqueue((from, [.. to], data.ToString()));
                }

                if (line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase)) await writer.WriteLineAsync("250-mailbox\r\n250 8BITMIME");
                else await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : Refuses ? "451 later" : "250 ok");
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
        }
    }
}
