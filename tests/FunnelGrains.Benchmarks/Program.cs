using System.CommandLine;
using FunnelGrains.Benchmarks.Agreements;
using FunnelGrains.Benchmarks.Due;
using FunnelGrains.Benchmarks.Forecasting;
using FunnelGrains.Benchmarks.Ingest;

var root = new RootCommand("Measures FunnelGrains on this machine. Figures are ratios of things measured in one run; build with -c Release.")
{
    IngestCommand.Create(), BacktestCommand.Create(), PreviewCommand.Create(), DueCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
