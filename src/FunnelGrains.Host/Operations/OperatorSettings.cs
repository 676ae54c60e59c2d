using FunnelGrains.Host.Options;
using Microsoft.Extensions.Configuration;

namespace FunnelGrains.Host.Operations;

/// <summary>What an operator's command was told, by its line, the environment and the settings file.</summary>
internal sealed class OperatorSettings
{
    public static readonly HostSetting Data = HostSettings.All.First(setting => setting.Key == HostSettings.Data);
    public static readonly HostSetting To = new("--to", "To", "DIR", "where the backup goes");
    public static readonly HostSetting From = new("--from", "From", "DIR", "where the backup is");

    private readonly IConfiguration configuration;

    /// <exception cref="StartRefusedException">An option that the command does not have, or one without its value.</exception>
    public OperatorSettings(IReadOnlyList<string> arguments, IReadOnlyList<HostSetting> options) => configuration = new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .AddInMemoryCollection(CommandLine.Parse(arguments, options))
        .Build();

    /// <summary>The data folder; <c>./data</c> by default.</summary>
    public string DataFolder => Path.GetFullPath(configuration[HostSettings.Data] is { Length: > 0 } given ? given : "data");

    /// <summary>Whether the data are kept in PostgreSQL.</summary>
    public bool KeepsDataInPostgres => string.Equals(configuration[HostSettings.Storage], "postgres", StringComparison.OrdinalIgnoreCase);

    /// <summary>The database.</summary>
    /// <exception cref="StartRefusedException">None is named.</exception>
    public string ConnectionString => configuration[HostSettings.ConnectionString] is { Length: > 0 } given
        ? given
        : throw new StartRefusedException("name the database in ConnectionStrings__FunnelGrains, such as Host=db;Database=funnel;Username=funnel;Password=….");

    /// <summary>The folder that an option names.</summary>
    /// <exception cref="StartRefusedException">It is not given.</exception>
    public string Folder(HostSetting option) => configuration[option.Key] is { Length: > 0 } given
        ? Path.GetFullPath(given)
        : throw new StartRefusedException($"option {option.Switch} is missing: {option.Switch} {option.Value}, {option.Help}.");
}
