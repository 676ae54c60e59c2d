using System.Diagnostics;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>A board on the hub by the contract: a whole frame, then patches; when its node is lost it goes to the next one. It keeps its frame as sections of JSON.</summary>
internal sealed class Board(int number, IReadOnlyList<HostNode> webs, ToldBreaches told)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<string, JsonElement> sections = new(StringComparer.Ordinal);
    private readonly Random random = new(number);
    private bool gap;

    /// <summary>How often it connected.</summary>
    public int Connections { get; private set; }

    /// <summary>When it last heard anything; stopwatch ticks.</summary>
    public long HeardAt { get; private set; }

    /// <summary>The longest it heard nothing at all, from its first frame on.</summary>
    public TimeSpan LongestSilence { get; private set; }

    /// <summary>Frames and patches it took.</summary>
    public long Frames { get; private set; }

    /// <summary>A section of the frame it shows; undefined before the first.</summary>
    public JsonElement Section(string name)
    {
        lock (gate) return sections.GetValueOrDefault(name);
    }

    /// <summary>Shows the board until it is cancelled.</summary>
    public async Task ShowAsync(CancellationToken cancel)
    {
        var failed = 0;
        for (var node = number % webs.Count; !cancel.IsCancellationRequested; node = (node + 1) % webs.Count)
        {
            try
            {
                failed++;
                await ShowAsync(webs[node], () => failed = 0, cancel);
            }
            catch (Exception lost) when (lost is not JsonException && !cancel.IsCancellationRequested)
            {
                // The node is away: the next one.
            }
            catch (OperationCanceledException)
            {
                return;
            }
            var most = ShortestWait * Math.Pow(2, Math.Min(failed, 10));
            await Task.Delay((most < LongestWait ? most : LongestWait) * random.NextDouble(), TimeProvider.System, cancel)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ShowAsync(HostNode web, Action shown, CancellationToken cancel)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = Connect(web, closed);
        await connection.StartAsync(cancel);
        await WatchAsync(connection, cancel);
        Connections++;
        shown();
        await closed.Task.WaitAsync(cancel);
    }

    private HubConnection Connect(HostNode web, TaskCompletionSource closed)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(web.Address, "/hubs/board"), hub =>
        {
            hub.Transports = HttpTransportType.WebSockets;
            hub.SkipNegotiation = true;
            hub.Headers["Authorization"] = $"Bearer {web.AdminKey}";
        }).Build();
        connection.ServerTimeout = Silence;
        connection.On<JsonElement>("BoardChanged", async change =>
        {
            Hears();
            if (Take(change) || gap) return;
            gap = true;
            await WatchAsync(connection, CancellationToken.None);
        });
        connection.On<JsonElement>("Breached", breach =>
        {
            Hears();
            told.Add(breach.GetProperty("id").GetString()!);
        });
        connection.On<JsonElement>("Heartbeat", _ => Hears());
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        return connection;
    }

    private async Task WatchAsync(HubConnection connection, CancellationToken cancel)
    {
        using var breath = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (connection.State == HubConnectionState.Connected)
        {
            try
            {
                Take(await connection.InvokeAsync<JsonElement>("Watch", "main", cancel));
                gap = false;
                Hears();
                return;
            }
            catch (HubException)
            {
                // The node cannot say yet.
                await breath.WaitForNextTickAsync(cancel);
            }
        }
    }

    private void Hears()
    {
        var now = Stopwatch.GetTimestamp();
        if (HeardAt != 0 && Stopwatch.GetElapsedTime(HeardAt, now) is var silence && silence > LongestSilence) LongestSilence = silence;
        HeardAt = now;
    }

    /// <returns>False for a patch to a frame that is not here.</returns>
    private bool Take(JsonElement sent)
    {
        lock (gate)
        {
            if (sent.GetProperty("kind").GetString() != "patch") sections.Clear();
            else if (!IsNext(sent, out var old)) return old;
            foreach (var section in sent.EnumerateObject()) sections[section.Name] = section.Value;
            Frames++;
            return true;
        }
    }

    private bool IsNext(JsonElement patch, out bool old)
    {
        old = false;
        if (!sections.TryGetValue("epoch", out var epoch) || patch.GetProperty("epoch").GetString() != epoch.GetString()) return false;
        var (on, here) = (patch.GetProperty("base").GetInt64(), sections["revision"].GetInt64());
        old = on < here;
        return on == here;
    }
}
