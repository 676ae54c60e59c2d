using System.Collections.Immutable;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Goals.Forecasting;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Orleans.Concurrency;

namespace FunnelGrains.Grains.Goals;

/// <summary>Learns when somebody asks and what it knows is old; one walk through all leads at a time, for all that is asked.</summary>
[Reentrant]
internal sealed partial class ForecastGrain(AgreementBooks books, ServerClock clock, IOptions<GoalOptions> options, ILogger<ForecastGrain> logger) : Grain, IForecastGrain
{
    /// <summary>What one walk costs is spread over so many times as long.</summary>
    private const int RestFactor = 200;

    /// <summary>Beyond that many different ones, those asked for longest ago are forgotten.</summary>
    private const int MostAsked = 200;

    /// <summary>What is not known yet may be known after the next leads, those of an import for example: it is not kept for as long as a forecast.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestKept = TimeSpan.FromDays(1);
    private readonly Dictionary<string, AskedForecast> asked = new(StringComparer.Ordinal);
    private AgreementBook book = null!;
    private IFunnelShardGrain[] shards = [];
    private Task learning = Task.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var workspace = GoalKey.WorkspaceOfBook(this.GetPrimaryKeyString());
        book = await books.FindAsync(workspace, cancellationToken) ?? throw new InvalidOperationException($"there is no workspace {workspace}");
        shards = [.. Enumerable.Range(0, book.Workspace.Shards).Select(n => GrainFactory.GetGrain<IFunnelShardGrain>(ShardId.Key(workspace, n)))];
    }

    public async Task<ForecastReading?> ReadAsync(GoalDefinition goal)
    {
        if (!ForecastCase.Knows(goal.Metric)) return null;
        var key = AskedForecast.KeyOf(goal);
        if (!asked.TryGetValue(key, out var wanted)) asked[key] = wanted = new AskedForecast(goal, book.Zone);
        wanted.AskedAt = clock.Now;
        if (wanted.IsOld(clock.Now))
        {
            // A walk that began before this was asked for does not know of it.
            for (var walks = 0; walks < 2 && wanted.IsOld(clock.Now); walks++)
            {
                if (learning.IsCompleted) learning = LearnAsync();
                if (await Task.WhenAny(learning, Task.Delay(Patience, clock.Provider)) != learning) break;
            }
        }

        book = books.Known(book.Workspace.Key) ?? book;
        return wanted.Read(goal, book, clock.Now);
    }

    private async Task LearnAsync()
    {
        Tracing.Leave();
        var (begun, now) = (clock.Provider.GetTimestamp(), clock.Now);
        foreach (var (key, _) in asked.OrderByDescending(pair => pair.Value.AskedAt).Skip(MostAsked).ToList()) asked.Remove(key);
        var wanted = asked.Values.ToImmutableArray();
        try
        {
            var cases = wanted.Select(one => one.CaseAt(now)).ToImmutableArray();
            var sums = cases.Select(one => one.Windows.Select(_ => ForecastSums.None).ToArray()).ToArray();
            // One shard after the other, so that it costs one processor at most.
            foreach (var shard in shards)
            {
                var part = await shard.SumForecastAsync(cases);
                for (var i = 0; i < cases.Length; i++)
                    for (var j = 0; j < sums[i].Length; j++) sums[i][j] = sums[i][j].Plus(part.Cases[i][j]);
            }

            var rest = RestFactor * clock.Provider.GetElapsedTime(begun);
            for (var i = 0; i < cases.Length; i++)
            {
                wanted[i].Learn(cases[i], sums[i], now);
                var every = wanted[i].IsKnown || options.Value.ForecastEvery < Soon ? options.Value.ForecastEvery : Soon;
                wanted[i].FreshUntil = now + Duration.FromTimeSpan(rest < every ? every : rest < LongestKept ? rest : LongestKept);
            }
        }
        catch (Exception unreachable)
        {
            LogNotLearned(logger, unreachable, book.Workspace.Key);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The forecasts of {Workspace} could not be made; the next question tries again")]
    private static partial void LogNotLearned(ILogger logger, Exception why, string workspace);
}
