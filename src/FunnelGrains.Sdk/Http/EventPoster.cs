namespace FunnelGrains.Sdk;

/// <summary>Posts one body of events until each is settled. Every event may be repeated: <see cref="SerializedEvent"/>.</summary>
internal sealed class EventPoster(HttpPipe pipe, FunnelClientOptions options)
{
    private const string Path = "api/v1/events";

    public async Task<PostAnswer> PostAsync(List<SerializedEvent> events, CancellationToken cancellationToken)
    {
        var budget = new RetryBudget(options);
        var tally = new PostTally();
        var mayHaveArrived = false;
        for (var pending = events; ;)
        {
            Reply reply;
            try
            {
                reply = await AttemptAsync(pending, cancellationToken);
            }
            catch (FunnelUnreachableException lost)
            {
                mayHaveArrived |= lost.MayHaveArrived;
                if (await budget.WaitAsync(null, lost.Message, cancellationToken))
                    continue;
                throw new FunnelUnreachableException(lost.Message, mayHaveArrived || tally.Any, lost.InnerException);
            }

            if (Answer(reply) is { } answer)
            {
                pending = tally.Take(answer, pending);
                if (pending.Count == 0 || !await budget.WaitAsync(reply.RetryAfter, "The server could not settle every event.", cancellationToken))
                    return tally.Total(pending);
            }
            else if (!reply.Transient || !await budget.WaitAsync(reply.RetryAfter, reply.Failure().Message, cancellationToken))
            {
                throw reply.Failure();
            }
        }
    }

    private Task<Reply> AttemptAsync(List<SerializedEvent> events, CancellationToken cancellationToken)
    {
        var body = EventBody.Join(events);
        return pipe.AttemptAsync(HttpMethod.Post, Path, () => EventBody.Content(body, options.CompressFrom), cancellationToken);
    }

    /// <summary>The usual body may come with 200, 422 and 503; a problem document alone means that nothing was stored.</summary>
    private static PostAnswer? Answer(Reply reply)
    {
        if (reply.Success)
            return reply.Read(FunnelJson.Default.PostAnswer);
        var answer = reply.MediaType == "application/json" ? reply.TryRead(FunnelJson.Default.PostAnswer) : null;
        return answer is { Accepted: 0, Duplicates: 0, Results.Count: 0 } ? null : answer;
    }
}
