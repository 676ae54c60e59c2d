using System.Globalization;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Imports;

/// <summary>
/// Reads a source, sends it in batches and counts. Asked to stop, it finishes the batch in flight. Every event has a stable id,
/// so that a run may be repeated from the start at any time; <paramref name="resume"/> only saves time.
/// </summary>
internal sealed class ImportRun(FunnelClient client, CliHost host, int batchSize, ResumeFile? resume, ProblemLog problems)
{
    private readonly ImportTally tally = new(host.Time);
    private readonly List<SourceItem> batch = [];

    /// <exception cref="CliException">A batch did not reach the server; those before it are stored.</exception>
    public async Task<ImportSummary> RunAsync(IEventSource source, IImportView view)
    {
        var send = new BatchSender(client, tally, problems);
        using var inFlight = new CancellationTokenSource();
        using var grace = host.Stop.Register(() => inFlight.CancelAfter(host.Grace));
        long position = 0;
        SourceItem? last = null;
        try
        {
            await foreach (var item in source.ReadAsync(host.Stop))
            {
                if (++position <= resume?.Position)
                {
                    tally.Skipped++;
                    continue;
                }
                last = Take(item);
                if (batch.Count == batchSize)
                    await FlushAsync();
                if (host.Stop.IsCancellationRequested)
                    break;
            }
            if (!host.Stop.IsCancellationRequested)
                await FlushAsync();
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            // Stopped while reading, or the batch in flight outlived the grace: the summary says that the import is not complete.
        }
        catch (FunnelException failure)
        {
            throw Broken(failure);
        }
        if (!host.Stop.IsCancellationRequested)
            resume?.Forget();
        return tally.Sum(complete: !host.Stop.IsCancellationRequested) with { ProblemsBefore = resume?.ProblemsBefore ?? 0, ProblemsListedIn = resume?.ListedBefore?.Path };

        async Task FlushAsync()
        {
            await send.SendAsync(batch, inFlight.Token);
            batch.Clear();
            resume?.Remember(position, problems.Count, problems.Keep());
            view.Show(tally, last?.Done, last?.Place);
        }
    }

    /// <summary>Says what is stored already, because the run ends here.</summary>
    private CliException Broken(FunnelException failure) => new(tally.Events == 0 ? failure.Message : string.Create(
        CultureInfo.InvariantCulture,
        $"{failure.Message} {tally.Events:N0} events are stored; run the same command again to go on."));

    private SourceItem Take(SourceItem item)
    {
        if (item.Event is not null)
        {
            batch.Add(item);
            return item;
        }
        tally.BadRows++;
        problems.Add(item.Place, item.Reason!);
        return item;
    }
}
