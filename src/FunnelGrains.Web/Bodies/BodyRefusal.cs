using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Bodies;

/// <summary>Why a body, or the rest of it, is not read.</summary>
/// <param name="Status">400, 413, 415 or 503.</param>
/// <param name="Detail">In words.</param>
internal sealed record BodyRefusal(int Status, string Detail)
{
    /// <summary>There is no room for it now.</summary>
    public static BodyRefusal Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "the server has as many bodies at hand as it can hold; send it again");

    /// <summary>What a failed read means for the sender; null for what is not about the body, such as a sender who left.</summary>
    public static BodyRefusal? Of(Exception failed) => failed switch
    {
        BadHttpRequestException bad => new BodyRefusal(bad.StatusCode, bad.Message),
        // Brotli says the first, gzip and deflate the second; a stream that ends in the middle is either.
        InvalidOperationException or InvalidDataException => new BodyRefusal(
            StatusCodes.Status400BadRequest, "the body is not what its Content-Encoding says, or ends in the middle"),
        _ => null,
    };

    /// <summary>As a problem document; nothing was stored.</summary>
    public IResult ToProblem(HttpContext context) => Status == StatusCodes.Status503ServiceUnavailable
        ? Problem.Later(context, TimeSpan.FromSeconds(1), Detail) : Problem.Of(Status, Detail);
}
