using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Ingest;

/// <summary>Sends an <see cref="IngestAnswer"/> whose results are text already.</summary>
internal sealed class IngestText(int status, int accepted, int duplicates, int refused, ResultsText results) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        var head = string.Create(CultureInfo.InvariantCulture, $$"""{"accepted":{{accepted}},"duplicates":{{duplicates}},"refused":{{refused}},"results":""");
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(head), cancel);
        await results.CopyToAsync(response.Body, cancel);
        await response.Body.WriteAsync("}"u8.ToArray(), cancel);
    }
}
