using System.Collections.Immutable;
using System.Diagnostics;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Time;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// The shard's protocol: claim, append, apply, count, save. All its code runs on one scheduler, one turn at a time; every await is a place where another
/// turn may run, so what belongs together changes between two awaits.
/// </summary>
internal sealed partial class ShardEngine
{
    private readonly ShardKey shard;
    private readonly IJournal journal;
    private readonly IReadModel readModel;
    private readonly IShardNews news;
    private readonly ServerClock clock;
    private readonly ShardOptions options;
    private readonly ILogger logger;
    private readonly Action abandoned;
    private readonly Func<string, ILeadGrain> grainOf;
    private readonly Func<Task<AgreementBook>> newest;

    private readonly Tally tally = new();
    private readonly Deadlines deadlines = new();
    private readonly OpenBreaches breaches = new(1_000);
    private readonly Residents residents;
    private readonly LeadFilter filter = new();
    private readonly ShardLeads leads;
    private readonly Dimensions dimensions;
    private readonly ShardIntake intake;
    private readonly Queue<PostCall> waiting = new();
    private readonly OwnRows own = new();
    private readonly Dictionary<string, ChangedLead> changedLeads = new(StringComparer.Ordinal);
    private readonly HashSet<string> withNewRows = new(StringComparer.Ordinal);
    private readonly HashSet<string> unlisted = new(StringComparer.Ordinal);
    private readonly List<Win> wins = [];
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource recovered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Signal work = new();
    private readonly Signal changed = new();

    private AgreementBook book;
    private long claim;
    private long lastSeq;
    private long countedSeq;
    private Instant asOf;
    private int waitingEvents;
    private int quarantined;
    private bool accepting;
    private bool markedDirty;
    private int held;
    private ActivityContext untold;

    /// <param name="shard">Which shard.</param>
    /// <param name="book">The agreement with every version there is.</param>
    /// <param name="newest">Asks for it again.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="readModel">The read model.</param>
    /// <param name="news">Whom it tells.</param>
    /// <param name="grainOf">The leads.</param>
    /// <param name="clock">The time.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="logger">Where it says what happens.</param>
    /// <param name="abandoned">Called when it gives up.</param>
    public ShardEngine(
        ShardKey shard, AgreementBook book, Func<Task<AgreementBook>> newest, IJournal journal, IReadModel readModel, IShardNews news, Func<string, ILeadGrain> grainOf,
        ServerClock clock, ShardOptions options, ILogger logger, Action abandoned)
    {
        this.newest = newest;
        (this.shard, this.book, this.journal, this.readModel, this.news) = (shard, book, journal, readModel, news);
        (this.clock, this.options, this.logger, this.abandoned, this.grainOf) = (clock, options, logger, abandoned, grainOf);
        residents = new Residents(options.ResidentLimit);
        leads = new ShardLeads(shard, journal, filter, clock, options.RetryAfter, ended.Token);
        dimensions = new Dimensions(journal, shard, book.Workspace.DimensionValues);
        intake = new ShardIntake(shard, journal, residents, filter, dimensions, grainOf, options, logger);
    }
}
