using FunnelGrains.Domain;
using FunnelGrains.Web.Bodies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunnelGrains.Web.Problems;

/// <summary>
/// Exceptions that say something else than that the program is wrong: a body that cannot be read, a silo that recovers or stops, a sender who left. All others stay a 500 that is logged.
/// </summary>
internal sealed partial class Outage(IHostApplicationLifetime life, ILogger<Outage> logger) : IExceptionHandler
{
    private const int SenderLeft = 499;

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = SenderLeft;
            return true;
        }

        if (exception is OutOfMemoryException) LogNoMemory(logger, httpContext.Request.Path);
        if (Answer(httpContext, exception) is not { } answer) return false;
        await answer.ExecuteAsync(httpContext);
        return true;
    }

    private IResult? Answer(HttpContext context, Exception exception) => exception switch
    {
        BadHttpRequestException => BodyRefusal.Of(exception)!.ToProblem(context),
        // A silo that is gone, a shard that gave up, a database that does not answer; a question that somebody else broke off.
        TimeoutException or OrleansException or UnavailableException or OperationCanceledException => Later(context),
        // One request more than the memory holds: it ends, the others go on.
        OutOfMemoryException => Later(context),
        // While the house is being closed, whatever fails fails because of that.
        _ when life.ApplicationStopping.IsCancellationRequested => Later(context),
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "A request of {Path} needed more memory than there is; it was put off")]
    private static partial void LogNoMemory(ILogger logger, PathString path);

    private static IResult Later(HttpContext context) => Problem.Later(context, TimeSpan.FromSeconds(1), "the server cannot answer this now; ask again");
}
