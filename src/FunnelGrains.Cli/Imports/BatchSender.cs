using System.Net;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Imports;

/// <summary>Sends one batch and names the row of each event that was not taken.</summary>
internal sealed class BatchSender(FunnelClient client, ImportTally tally, ProblemLog problems)
{
    /// <exception cref="FunnelException">The server could not be reached, or does not take requests of this key.</exception>
    public async Task SendAsync(IReadOnlyList<SourceItem> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return;
        PostAnswer answer;
        try
        {
            answer = await client.PostAsync([.. batch.Select(item => item.Event!)], cancellationToken);
        }
        catch (FunnelApiException refused) when (refused.Status is HttpStatusCode.BadRequest
            or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity)
        {
            await IsolateAsync(batch, refused, cancellationToken);
            return;
        }
        if (answer.Unsettled.FirstOrDefault() is { } open)
            throw new CliException($"The server could not store {batch[open.Index].Place} in time; run the same command again.");
        tally.Add(answer);
        foreach (var result in answer.Results)
            Report(batch[result.Index], result);
    }

    /// <summary>One event that spoils the whole body must not take its neighbours along: halve until it is alone.</summary>
    private async Task IsolateAsync(IReadOnlyList<SourceItem> batch, FunnelApiException refused, CancellationToken cancellationToken)
    {
        if (batch.Count == 1)
        {
            tally.Refused++;
            problems.Add(batch[0].Place, refused.Message);
            return;
        }
        await SendAsync([.. batch.Take(batch.Count / 2)], cancellationToken);
        await SendAsync([.. batch.Skip(batch.Count / 2)], cancellationToken);
    }

    private void Report(SourceItem item, EventResult result)
    {
        if (result.Status == EventStatus.Refused)
            problems.Add(item.Place, $"refused: {Reasons(result)}");
        if (result is not { Status: EventStatus.Duplicate, Differs: true })
            return;
        tally.Differs++;
        problems.Add(item.Place, $"'{result.Id ?? item.Event!.Id}' is stored already, with other content");
    }

    private static string Reasons(EventResult result) => result.Errors is { Count: > 0 } errors
        ? string.Join("; ", errors.Select(field => $"{field.Key}: {string.Join(", ", field.Value)}"))
        : "no reason given";
}
