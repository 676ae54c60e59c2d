using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Boards;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>A shard's world: storage, leads, clock, and the activations that come and go. Everything happens on the test's thread, in the order it says.</summary>
internal sealed class World
{
    private const int MostSteps = 20_000;

    public World(IJournal journal, IReadModel readModel, ShardOptions? options = null, int dimensionValues = 2000)
    {
        (Journal, ReadModel, Options) = (journal, readModel, options ?? new ShardOptions());
        Book = AgreementBook.Of(new Workspace("default", "America/Sao_Paulo", 1, [Agreement], dimensionValues));
        Leads = new LeadMemories(this);
    }

    public static ShardKey Shard { get; } = new("default", 0);

    /// <summary>A Monday, 9:00 in São Paulo.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 11, 2, 12, 0);

    public AgreementBook Book { get; }

    public IJournal Journal { get; }

    public IReadModel ReadModel { get; }

    public ShardOptions Options { get; }

    public Turns Turns { get; } = new();

    public Disk Disk { get; } = new();

    public FakeTimeProvider Time { get; } = new(Start.ToDateTimeOffset());

    public LeadMemories Leads { get; }

    public WorldLog Log { get; } = new();

    /// <summary>Announcements told, by whichever activation.</summary>
    public List<LeadBreach> Breaches { get; } = [];

    /// <summary>Partials told.</summary>
    public List<ShardPartial> Partials { get; } = [];

    /// <summary>Wins told.</summary>
    public List<Win> Wins { get; } = [];

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    /// <summary>The defaults, one clause with a grace of two minutes.</summary>
    private static Agreement Agreement
    {
        get
        {
            var defaults = AgreementDefaults.Create("America/Sao_Paulo");
            return defaults with
            {
                Clauses = [.. defaults.Clauses.Select(clause => clause.Key == "first_touch" ? clause with { GraceSeconds = 120 } : clause)],
            };
        }
    }

    public void Told(ShardPartial partial, Process by)
    {
        Partials.Add(partial);
        Wins.AddRange(partial.Wins);
    }

    /// <summary>Starts an activation and lets all go on until it takes events.</summary>
    public Process Open()
    {
        var process = new Process(this);
        Settle();
        process.IsUp.ShouldBeTrue();
        return process;
    }

    public void Advance(Duration time)
    {
        Time.Advance(time.ToTimeSpan());
        Turns.RunAll();
    }

    /// <summary>One step of what takes time, by chance; and what follows from it.</summary>
    public bool Step(Random random, Func<Disk.Request, Exception?>? fault = null)
    {
        Turns.RunAll();
        var any = Disk.Step(random, fault);
        Turns.RunAll();
        return any;
    }

    /// <summary>Lets everything asked for be answered.</summary>
    public void Settle()
    {
        var first = new Random(0);
        for (var steps = 0; Step(first); steps++)
            if (steps == MostSteps) throw new TimeoutException($"it never comes to rest: {string.Join(", ", Disk.Requests.Select(request => request.Lane))}");
    }

    /// <summary>Asks an activation something, and lets all go on until it answers.</summary>
    public T Wait<T>(Func<Task<T>> ask)
    {
        var answer = Turns.Run(ask);
        Settle();
        while (!answer.IsCompleted)
        {
            Turns.WaitForOne();
            Settle();
        }

        return answer.GetAwaiter().GetResult();
    }

    /// <summary>All rows of the journal.</summary>
    public IReadOnlyList<JournalRow> Rows() => Journal.ReadAfterAsync(Shard, 0, int.MaxValue, default).GetAwaiter().GetResult();
}
