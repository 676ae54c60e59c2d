using System.Net;

namespace FunnelGrains.Sdk;

/// <summary>A call to the server that did not succeed; the message is one clear sentence.</summary>
public abstract class FunnelException : Exception
{
    private protected FunnelException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}

/// <summary>The server could not be reached, or the connection failed, until the time for retrying was used up.</summary>
public sealed class FunnelUnreachableException : FunnelException
{
    internal FunnelUnreachableException(string message, bool mayHaveArrived, Exception? inner)
        : base(message, inner) => MayHaveArrived = mayHaveArrived;

    /// <summary>True when the request, or an earlier attempt of it, may have been carried out although no answer came.</summary>
    public bool MayHaveArrived { get; }
}

/// <summary>The server answered, and its answer is not a success.</summary>
public sealed class FunnelApiException : FunnelException
{
    internal FunnelApiException(HttpStatusCode status, FunnelProblem? problem, string message)
        : base(message, null)
    {
        Status = status;
        Problem = problem;
    }

    /// <summary>The answer's status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The problem document, when the answer carried one.</summary>
    public FunnelProblem? Problem { get; }
}
