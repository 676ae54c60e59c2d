using System.Runtime.InteropServices;
using FunnelGrains.Cli;

using var stop = new CancellationTokenSource();
var code = ExitCodes.Interrupted;
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCodes.Interrupted));
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCodes.Terminated));
var result = await FunnelCommand.RunAsync(args, CliHost.OfProcess(stop.Token));
return result == ExitCodes.Interrupted ? code : result;

// The first signal asks to stop in good order; the second one ends the process as usual.
void Stop(PosixSignalContext context, int exitCode)
{
    if (stop.IsCancellationRequested)
        return;
    context.Cancel = true;
    code = exitCode;
    stop.Cancel();
}
