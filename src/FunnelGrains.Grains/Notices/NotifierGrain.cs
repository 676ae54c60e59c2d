using System.Collections.Immutable;
using FunnelGrains.Abstractions.Notices;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Grains.Notices.Sending;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Notices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace FunnelGrains.Grains.Notices;

/// <summary>The activation of a notifier: gives the engine its scheduler, and goes when the engine gives up.</summary>
[Reentrant]
internal sealed class NotifierGrain(
    INotices notices, IJournal journal, AgreementBooks books, INoticeSender sender, ServerClock clock, IOptions<NotifierOptions> options, IOptions<MailOptions> mail,
    ILogger<NotifierEngine> logger) : Grain, INotifierGrain
{
    private NotifierEngine engine = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var workspace = this.GetPrimaryKeyString();
        var book = await books.FindAsync(workspace, cancellationToken) ?? throw new InvalidOperationException($"there is no workspace {workspace}");
        engine = new NotifierEngine(
            workspace, () => books.Known(workspace) ?? book, notices, journal, lead => LeadAsync(book, lead), sender, clock, options.Value, mail.Value, Random.Shared, logger, DeactivateOnIdle);
        await engine.OpenAsync();
    }

    private async Task<LeadView?> LeadAsync(AgreementBook book, string lead)
    {
        var (workspace, shards) = (book.Workspace.Key, book.Workspace.Shards);
        return (await GrainFactory.GetGrain<IFunnelShardGrain>(ShardId.Key(workspace, ShardId.Of(lead, shards))).ReadLeadAsync(lead))?.View;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        engine?.Close();
        return Task.CompletedTask;
    }

    public Task WakeAsync()
    {
        engine.Wake();
        return Task.CompletedTask;
    }

    public Task AnnounceAsync(Announcement announcement) => engine.AnnounceAsync(announcement);

    public Task<ImmutableArray<EndpointReading>> AllAsync() => engine.AllAsync();

    public Task<EndpointReading?> ReadAsync(string id) => engine.ReadAsync(id);

    public Task<EndpointPut> PutAsync(string id, EndpointSettings settings) => engine.PutAsync(id, settings);

    public Task<bool> DeleteAsync(string id) => engine.DeleteAsync(id);

    public Task<EndpointReading?> PauseAsync(string id, bool paused) => engine.PauseAsync(id, paused);

    public Task<string?> RotateAsync(string id) => engine.RotateAsync(id);

    public Task<string?> TestAsync(string id) => engine.TestAsync(id);

    public Task<ImmutableArray<AttemptReading>?> AttemptsAsync(string id, long? before, int limit) => engine.AttemptsAsync(id, before, limit);

    public Task<ImmutableArray<DeadNotice>?> DeadAsync(string id, string? after, int limit) => engine.DeadAsync(id, after, limit);

    public Task<int?> ReplayAsync(string id, string? notice) => engine.ReplayAsync(id, notice);
}
