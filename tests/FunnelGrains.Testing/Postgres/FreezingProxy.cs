using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace FunnelGrains.Testing.Postgres;

/// <summary>
/// A way to the server that can freeze as a stopped process does: the connection stays, and the last bytes that the client sends never arrive. Those are PostgreSQL's
/// message Sync, so a statement has run, and its transaction waits for its end.
/// </summary>
public sealed class FreezingProxy : IDisposable
{
    private const int Sync = 5;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int server;
    private volatile int frozenFrom = int.MaxValue;

    /// <summary>Opens the way.</summary>
    /// <param name="connectionString">To the server.</param>
    public FreezingProxy(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        server = given.Port;
        listener.Start();
        given.Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        ConnectionString = given.ConnectionString;
        _ = AcceptAsync();
    }

    /// <summary>To the server by this way.</summary>
    public string ConnectionString { get; }

    /// <summary>From now on the last bytes of what is sent are held back.</summary>
    /// <param name="bytes">Of what has at least so many: a question whether the server is there has fewer than a hundred, an insert hundreds.</param>
    public void Freeze(int bytes = 0) => frozenFrom = bytes;

    /// <summary>What was held back goes on, and all else again.</summary>
    public void Thaw()
    {
        frozenFrom = int.MaxValue;
        thawed.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ended.Cancel();
        listener.Dispose();
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ForwardAsync(await listener.AcceptTcpClientAsync(ended.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var to = new TcpClient();
        using (client)
        {
            try
            {
                await to.ConnectAsync(IPAddress.Loopback, server, ended.Token);
                await Task.WhenAny(CopyAsync(client, to), to.GetStream().CopyToAsync(client.GetStream(), ended.Token));
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // One side is gone; the other learns it from the closing.
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[1 << 16];
        while (await from.GetStream().ReadAsync(buffer, ended.Token) is var count and > 0)
        {
            var now = count >= frozenFrom ? Math.Max(0, count - Sync) : count;
            await to.GetStream().WriteAsync(buffer.AsMemory(0, now), ended.Token);
            if (now == count) continue;
            await thawed.Task.WaitAsync(ended.Token);
            await to.GetStream().WriteAsync(buffer.AsMemory(now, count - now), ended.Token);
        }
    }
}
