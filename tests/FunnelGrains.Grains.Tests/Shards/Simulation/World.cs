using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
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
        // Tests reckon with a save after a second, whatever the default is.
        Options.CheckpointInterval = TimeSpan.FromSeconds(1);
        Book = AgreementBook.Of(new Workspace("default", "America/Sao_Paulo", 1, [Agreement], dimensionValues));
        Leads = new LeadMemories(this);
    }

    public static ShardKey Shard { get; } = new("default", 0);

    /// <summary>A Monday, 9:00 in São Paulo.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 11, 2, 12, 0);

    /// <summary>All versions that were published; whether the shard knows them is another question.</summary>
    public AgreementBook Book { get; private set; }

    public IJournal Journal { get; }

    public IReadModel ReadModel { get; }

    public ShardOptions Options { get; }

    public Turns Turns { get; } = new();

    public Disk Disk { get; } = new();

    public FakeTimeProvider Time { get; } = new(Start.ToDateTimeOffset());

    public LeadMemories Leads { get; }

    public WorldLog Log { get; } = new();

    /// <summary>Announcements told, by whichever activation, each at its first time.</summary>
    public List<LeadBreach> Breaches { get; } = [];

    /// <summary>Warnings and escalation steps told, likewise.</summary>
    public List<LeadWarning> Warnings { get; } = [];

    /// <summary>Partials told.</summary>
    public List<ShardPartial> Partials { get; } = [];

    /// <summary>Wins told.</summary>
    public List<Win> Wins { get; } = [];

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    /// <summary>
    /// The defaults with short promises: an MQL is accepted within 30 minutes, warned about after 20; an accepted lead touched within 10, announced two minutes later, with a step five
    /// minutes after breach.
    /// </summary>
    private static Agreement Agreement
    {
        get
        {
            var defaults = AgreementDefaults.Create("America/Sao_Paulo");
            return defaults with
            {
                Clauses =
                [
                    .. defaults.Clauses.Select(clause => clause.Key switch
                    {
                        "accept_mql" => clause with { Target = new Target(30, TargetUnit.ElapsedMinutes), WarnAt = [new ClauseMoment(BeforeSeconds: 600)] },
                        "first_touch" => clause with
                        {
                            Target = new Target(10, TargetUnit.ElapsedMinutes),
                            GraceSeconds = 120,
                            Escalation = [new EscalationStep("boss", new ClauseMoment(AfterSeconds: 300), [new EscalationTarget(EscalationRole.TeamManager)])],
                        },
                        _ => clause,
                    }),
                ],
            };
        }
    }

    /// <summary>A version is in the table; nobody is told.</summary>
    public void Publish(Agreement agreement) =>
        Book = Book.With(Book.Workspace with { Agreements = Book.Workspace.Agreements.Add(agreement with { Version = Book.Version + 1 }) });

    public void Told(ShardPartial partial, Process by)
    {
        Partials.Add(partial);
        Wins.AddRange(partial.Wins);
        // As the funnel does: what is told again is known.
        Warnings.AddRange(partial.Warned.Where(warning => Warnings.All(known => known.Warning.Id != warning.Warning.Id)));
        Breaches.AddRange(partial.Announced.Where(breach => Breaches.All(known => known.Breach.Id != breach.Breach.Id)));
    }

    /// <summary>Starts an activation and lets all go on until it takes events.</summary>
    public Process Open(int silo = 0)
    {
        var process = new Process(this, silo);
        Settle();
        process.IsUp.ShouldBeTrue();
        return process;
    }

    /// <summary>A shard in memory that takes events.</summary>
    public static (World World, Process Shard) WithShard(ShardOptions? options = null, int dimensionValues = 2000)
    {
        var world = new World(new MemoryJournal(), new MemoryReadModel(), options, dimensionValues);
        return (world, world.Open());
    }

    /// <summary>Posts events that occur now; nothing goes on until the test says so.</summary>
    public Task<PostAnswer> Post(Process to, string lead, params (string Id, EventData Data)[] events) =>
        Post(to, lead, Now, events);

    public Task<PostAnswer> Post(Process to, string lead, Instant at, params (string Id, EventData Data)[] events)
    {
        var incoming = events.Select(e => new IncomingEvent(lead, e.Id, RandomEvents.TypeOf(e.Data), at, true, null, e.Data, null)).ToImmutableArray();
        return Post(to, incoming);
    }

    public Task<PostAnswer> Post(Process to, ImmutableArray<IncomingEvent> events)
    {
        var answer = Turns.Run(() => to.Engine.PostAsync("test", events));
        Turns.RunAll();
        return answer;
    }

    /// <summary>The sum of a measure and key over all days.</summary>
    public long Count(Process shard, Measure measure, string key = "") => Wait(() => shard.Engine.SumAsync(
        new SumQuestion(null, null, [measure], Dimension.All, null, true, true))).Cells.Where(change => change.Cell.Key == key).Sum(change => change.N);

    /// <summary>Time goes on, and all that follows from it.</summary>
    public void Pass(Duration time)
    {
        Advance(time);
        Settle();
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
        while (true)
        {
            Settle();
            if (answer.IsCompleted) break;
            if (Disk.Requests.Count == 0) Turns.WaitForOne();
        }

        return answer.GetAwaiter().GetResult();
    }

    /// <summary>All rows of the journal.</summary>
    public IReadOnlyList<JournalRow> Rows() => Journal.ReadAfterAsync(Shard, 0, int.MaxValue, default).GetAwaiter().GetResult();
}
