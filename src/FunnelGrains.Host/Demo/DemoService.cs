using FunnelGrains.Abstractions.Access;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Meetings;
using FunnelGrains.Host.Options;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>Tells the demo company's past, sets its goals and calls its first meetings once, and then lets its people work.</summary>
internal sealed partial class DemoService(
    StartOptions options, IGrainFactory grains, EventPoster poster, TimeProvider time, ILogger<DemoService> log) : BackgroundService
{
    private const ulong Seed = 20_260_101;
    private const int LeadsABatch = 400;
    private const int MostOpenLeads = 3_000;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The demo must never end the house it lives in; all it does can be begun again.
                LogFailed(log, failed);
                await Task.Delay(AfterFailure, time, stoppingToken);
            }
        }
    }

    private async Task RunAsync(CancellationToken stop)
    {
        var workspace = await grains.GetGrain<IWorkspaceGrain>(options.HomeWorkspace).FindAsync()
            ?? throw new InvalidOperationException("The home workspace is made before the demo starts.");
        await TellThePastAsync(workspace, stop);
        // Of a past that is told: what is forecast of a goal is learned from it.
        await SetGoalsAsync();
        await MeetAsync();
        await LiveAsync(workspace, await HireAsync(stop), stop);
    }

    // Goals that somebody changed or deleted are his from then on: they are only set while there is no goal at all.
    private async Task SetGoalsAsync()
    {
        var book = await grains.GetGrain<IGoalBookGrain>(GoalKey.Book(options.HomeWorkspace)).AllAsync();
        if (!book.IsEmpty)
        {
            return;
        }
        foreach (var (id, goal) in DemoGoals.Of(Now.InZone(Company.Zone).Date))
        {
            await grains.GetGrain<ITeamGoalGrain>(GoalKey.Of(options.HomeWorkspace, id)).PutAsync(goal);
        }
    }

    // The first meetings by the agreed rhythm may be days away, and somebody wants to see one now.
    private async Task MeetAsync()
    {
        var book = grains.GetGrain<IMeetingBookGrain>(MeetingKey.Book(options.HomeWorkspace));
        if (!(await book.ListAsync(new MeetingQuestion(null, null, null, 1))).IsEmpty)
        {
            return;
        }
        await book.CallAsync(MeetingKind.Monthly, null, "demo");
        await book.CallAsync(MeetingKind.Weekly, null, "demo");
    }

    private async Task TellThePastAsync(Workspace workspace, CancellationToken stop)
    {
        var progress = DemoProgress.Read(options.DataFolder);
        var until = progress.TellingUntil ?? Now;
        var from = progress.ToldThrough ?? until - DemoHistory.Reach;
        DemoProgress.Write(options.DataFolder, progress.ToldThrough, until);
        var began = time.GetTimestamp();
        var count = 0;
        foreach (var leads in DemoHistory.Leads(Seed, from, until).Concat(DemoOpening.Leads(Seed, until)).Chunk(LeadsABatch))
        {
            IncomingEvent[] events = [.. leads.SelectMany(lead => lead)];
            await poster.PostAsync(workspace, events, stop);
            count += events.Length;
        }
        DemoProgress.Write(options.DataFolder, until, null);
        LogTold(log, count, time.GetElapsedTime(began).TotalSeconds);
    }

    private async Task<LiveDirector> HireAsync(CancellationToken stop)
    {
        var now = Now;
        var director = new LiveDirector(Seed ^ (ulong)now.ToUnixTimeMilliseconds());
        foreach (var status in new[] { LeadStatus.Open, LeadStatus.Rejected })
        {
            var taken = 0;
            for (string? cursor = null; taken < MostOpenLeads && !stop.IsCancellationRequested;)
            {
                var page = await grains.GetGrain<IListsGrain>(options.HomeWorkspace)
                    .LeadsAsync(new LeadListQuestion(null, null, null, status, true, cursor, 500));
                foreach (var view in page.Leads)
                {
                    var (lead, waiting) = LiveLead.Of(view);
                    director.Take(lead, waiting, now);
                }
                taken += page.Leads.Length;
                cursor = page.Next;
                if (cursor is null)
                {
                    break;
                }
            }
        }
        return director;
    }

    private async Task LiveAsync(Workspace workspace, LiveDirector director, CancellationToken stop)
    {
        var noted = Instant.MinValue;
        while (!stop.IsCancellationRequested)
        {
            if (Now - noted > Minute)
            {
                noted = Now;
                DemoProgress.Write(options.DataFolder, noted, null);
                director.Tempo = await TempoAsync();
            }
            await Task.Delay(director.Pause().ToTimeSpan(), time, stop);
            await poster.PostAsync(workspace, director.Next(Now), stop);
        }
    }

    private async Task<Tempo> TempoAsync()
    {
        var funnel = await grains.GetGrain<IFunnelGrain>(options.HomeWorkspace).ReadAsync(new FunnelQuestion(null, null, null));
        var goals = DemoGoals.Of(funnel.From);
        var zone = DateTimeZoneProviders.Tzdb[funnel.Zone];
        var (from, to) = (zone.AtStartOfDay(funnel.From).ToInstant(), zone.AtStartOfDay(funnel.To.PlusDays(1)).ToInstant());
        var elapsed = (Now - from) / (to - from);
        var mqls = funnel.Stages.Where(stage => stage.Key == "mql").Sum(stage => stage.Entered);
        return new Tempo(
            Tempo.Of(mqls, (double)goals[DemoGoals.MqlsAMonth].Target, elapsed),
            Tempo.Of(funnel.Won, (double)goals[DemoGoals.WinsAMonth].Target, elapsed));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo company stumbled and begins again")]
    private static partial void LogFailed(ILogger log, Exception failed);

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo company's past is told: {Events} events in {Seconds:0.0} s")]
    private static partial void LogTold(ILogger log, int events, double seconds);
}
