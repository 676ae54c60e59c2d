using FunnelGrains.Host.Operations;
using FunnelGrains.Host.Options;
using FunnelGrains.Host.Starting;
using FunnelGrains.Host.Telemetry;
using FunnelGrains.Storage;

if (CommandLine.AsksForHelp(args))
{
    Help.Print(Console.Out);
    return 0;
}
if (CommandLine.AsksForVersion(args))
{
    Console.WriteLine(Help.Version);
    return 0;
}
if (OperatorCommand.Of(args) is { } command)
{
    return command.Execute(args);
}
try
{
    if (HealthProbe.IsAskedFor(args)) return await HealthProbe.AskAsync(args, Console.Error);
    await using var house = House.Build(CommandLine.Parse(args));
    await house.OpenAsync();
    house.Greet(Console.Out);
    await house.RunAsync();
    return 0;
}
catch (Exception refused) when (StartRefusal.Reason(refused) is { } reason)
{
    Console.Error.WriteLine($"FunnelGrains cannot start: {reason}");
    return 1;
}
