namespace FunnelGrains.Host.Demo;

/// <summary>The demo company's place in the house.</summary>
internal static class DemoWiring
{
    /// <summary>Adds the company: its goals, its past, and its people at work.</summary>
    public static void AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<EventPoster>();
        services.AddHostedService<DemoService>();
    }
}
