using System.Collections.Immutable;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Meetings;
using FunnelGrains.Grains.Tests.Goals;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Meetings;

/// <summary>A workspace that meets on Mondays at 10:30, half an hour after <see cref="FunnelCluster.Start"/>, and on the first Monday of the month at 11:00.</summary>
internal static class MeetingScene
{
    public const string FirstId = "weekly-20261102t1330z";

    public static Instant First { get; } = FunnelCluster.Start + Duration.FromMinutes(30);

    public static Workspace Workspace { get; } = FunnelCluster.Default with { Agreements = [Agreement()] };

    public static IMeetingBookGrain Meetings(this FunnelCluster cluster) => cluster.Grains.GetGrain<IMeetingBookGrain>(MeetingKey.Book("default"));

    public static IMeetingGrain Meeting(this FunnelCluster cluster, string id) => cluster.Grains.GetGrain<IMeetingGrain>(MeetingKey.Of("default", id));

    public static Task<ImmutableArray<MeetingEntry>> EntriesAsync(this FunnelCluster cluster, MeetingKind? kind = MeetingKind.Weekly) =>
        cluster.Meetings().ListAsync(new MeetingQuestion(kind, null, null, 100));

    /// <summary>Starts, and waits until the book has begun.</summary>
    public static async Task<FunnelCluster> StartAsync(Action<IServiceCollection>? more = null)
    {
        var cluster = await FunnelCluster.StartAsync(workspace: Workspace, more: more);
        // Written down in its first look; what is asked of it afterwards waits for that.
        await cluster.Meetings().KeepUpAsync();
        await cluster.Meetings().NoteDecisionsAsync("none");
        return cluster;
    }

    public static async Task<MeetingReading> MadeAsync(this FunnelCluster cluster, string id)
    {
        await cluster.UntilAsync(async () => (await cluster.Meetings().FindAsync(id))?.Standing == MeetingStanding.Made);
        return (await cluster.Meeting(id).ReadAsync())!;
    }

    /// <summary>Waits until a write failed. Each step asks a grain, or minutes would pass before the silo had done anything.</summary>
    public static Task FailedAsync(this FunnelCluster cluster) => cluster.UntilAsync(async () =>
    {
        await cluster.EntriesAsync();
        return cluster.Faults.Hits > 0;
    });

    public static DecisionTerms Terms(string text, bool done = false) => new(text, "ana", new LocalDate(2026, 11, 20), done);

    /// <summary>Breaches of the first touch wait for two hours to be announced: until then nothing but the count knows of them.</summary>
    private static Agreement Agreement()
    {
        var agreement = AgreementDefaults.Create("America/Sao_Paulo");
        return agreement with
        {
            Clauses = [.. agreement.Clauses.Select(clause => clause.Key == "first_touch" ? clause with { GraceSeconds = 7_200 } : clause)],
            Meetings =
            [
                new("weekly", new("Semanal", "Weekly"), MeetingEvery.Week, MeetingDay.Monday, "10:30", "America/Sao_Paulo"),
                new("month", new("Mensal", "Monthly"), MeetingEvery.Month, MeetingDay.Monday, "11:00", "America/Sao_Paulo", 1),
            ],
        };
    }
}
