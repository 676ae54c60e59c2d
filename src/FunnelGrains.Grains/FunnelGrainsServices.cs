using FunnelGrains.Grains.Agreements;
using FunnelGrains.Grains.Boards;
using FunnelGrains.Grains.Goals;
using FunnelGrains.Grains.Meetings;
using FunnelGrains.Grains.Notices;
using FunnelGrains.Grains.Notices.Sending;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Shards.Moving;
using FunnelGrains.Grains.Shards.Rehearsing;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.GrainDirectory;
using Orleans.Runtime.Hosting;

namespace FunnelGrains.Grains;

/// <summary>What a silo needs for the grains.</summary>
public static class FunnelGrainsServices
{
    /// <summary>Adds the grains' services. The journal, the read model, the workspaces, the messages that go out and the breach desk are the host's to add.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="time">Where the grains' time comes from.</param>
    /// <param name="shards">Where the silos of a cluster find the shards; without it there is one silo, which knows where its own are.</param>
    public static IServiceCollection AddFunnelGrains(this IServiceCollection services, TimeProvider time, Func<IServiceProvider, IShardMap>? shards = null)
    {
        services.AddOptions<ShardOptions>();
        services.AddOptions<FunnelOptions>();
        services.AddOptions<GoalOptions>();
        services.AddOptions<AgreementOptions>();
        services.AddSingleton(new ServerClock(time));
        services.AddSingleton<AgreementBooks>();
        services.AddSingleton<OwnShards>();
        services.AddSingleton<ShardRehearsal>();
        services.AddGrainDirectory(OwnDirectory.OfLeads, static (_, _) => new OwnDirectory());
        if (shards is not null) services.AddSingleton(shards);
        services.AddGrainDirectory<IGrainDirectory>(FunnelShardGrain.Directory, (provider, _) => provider.GetService<IShardMap>() as IGrainDirectory ?? new OwnDirectory());
        services.AddHostedService<ShardKeeper>();
        services.AddHostedService<ShardSpread>();
        services.AddHostedService<AgreementWatch>();
        services.AddOptions<MeetingOptions>();
        services.AddHostedService<MeetingKeeper>();
        services.AddOptions<NotifierOptions>();
        services.AddOptions<MailOptions>();
        services.AddSingleton(provider => new WebSender(provider.GetRequiredService<ServerClock>(), provider.GetRequiredService<IOptions<NotifierOptions>>().Value));
        services.AddSingleton(provider => new MailSender(
            provider.GetRequiredService<ServerClock>(), provider.GetRequiredService<IOptions<NotifierOptions>>().Value, provider.GetRequiredService<IOptions<MailOptions>>().Value));
        services.AddSingleton<INoticeSender, NoticeSender>();
        services.AddSingleton<NotifierKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<NotifierKeeper>());
        return services;
    }
}
