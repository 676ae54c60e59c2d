using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Ingest;

/// <summary><c>application/x-ndjson</c>: an event a line, sent on while the rest still comes in.</summary>
internal static class LineBody
{
    /// <summary>Most bytes, decompressed.</summary>
    public const long Longest = 100_000_000;

    // Events, and results too.
    private const int MostWaiting = 1_000;
    private const int LongestWaiting = 2_000_000;

    /// <returns>The answer when nothing was stored; null when the ledger has it.</returns>
    public static async ValueTask<IResult?> ReadAsync(HttpContext context, BodyBudget budget, IngestBody body)
    {
        if (context.Request.ContentLength > Longest) return LineReader.TooLong.ToProblem(context);
        if (!budget.TryTake(LongestWaiting)) return BodyRefusal.Busy.ToProblem(context);
        try
        {
            return await TakeAsync(context, body) ?? (body.Seen == 0 ? Problem.Field(StatusCodes.Status400BadRequest, "", "the body has no line") : null);
        }
        finally
        {
            budget.Return(LongestWaiting);
        }
    }

    private static async ValueTask<IResult?> TakeAsync(HttpContext context, IngestBody body)
    {
        var waiting = 0;
        await foreach (var line in LineReader.ReadAsync(context.Request.Body, Longest, context.RequestAborted))
        {
            if (line.End is { } end) return await EndAsync(context, body, end);
            // What is not taken now is not taken for what follows either: the sender sends the rest again.
            if (body.Ledger.RetryAfter is not null) body.Later();
            else Take(line, body);
            waiting += line.Text.Length;
            if (body.Waiting < MostWaiting && waiting < LongestWaiting && body.Ledger.Recent < MostWaiting) continue;
            if (await body.PostAsync(context) is { } refusal) return refusal;
            waiting = 0;
            if (body.Ledger.Full is { } full) return await EndAsync(context, body, full);
        }

        return await body.PostAsync(context);
    }

    /// <summary>What came before the end is either all told, in the usual body, or nothing of it is stored.</summary>
    private static async ValueTask<IResult?> EndAsync(HttpContext context, IngestBody body, BodyRefusal end)
    {
        if (!body.Ledger.IsStored) return end.ToProblem(context);
        await body.PostAsync(context);
        if (end.Status == StatusCodes.Status503ServiceUnavailable) body.Later();
        else body.Refuse(end.Detail);
        body.Ledger.Broken(end.Status);
        await body.PostAsync(context);
        return null;
    }

    private static void Take(in Line line, IngestBody body)
    {
        if (line.Problem is { } problem)
        {
            body.Refuse(problem);
            return;
        }

        if (!JsonBody.TryParse(line.Text, out var document, out var why)) body.Refuse($"the line is not JSON that can be read: {why}");
        else
            using (document) body.Take(document.RootElement);
    }
}
