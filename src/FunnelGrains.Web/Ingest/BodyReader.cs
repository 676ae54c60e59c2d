using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Ingest;

/// <summary>Reads a body whole, up to a bound that holds for what was decompressed too.</summary>
internal static class BodyReader
{
    /// <returns>False when there is more than the bound.</returns>
    public static async Task<bool> ReadAsync(HttpRequest request, MemoryStream to, int longest)
    {
        var buffer = new byte[16_384];
        for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
        {
            if (to.Length + read > longest) return false;
            to.Write(buffer, 0, read);
        }

        return true;
    }
}
