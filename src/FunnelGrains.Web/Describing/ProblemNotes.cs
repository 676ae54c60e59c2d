using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace FunnelGrains.Web.Describing;

/// <summary>What each status of a problem document means, everywhere.</summary>
internal static class ProblemNotes
{
    private static readonly Dictionary<string, (string Title, string Meaning)> Known = new()
    {
        ["400"] = ("Bad Request", "The body or a parameter cannot be read. Nothing was stored."),
        ["401"] = ("Unauthorized", "There is no valid key: none was sent, it is unknown, or it was revoked."),
        ["403"] = ("Forbidden", "The key's scopes do not cover this; or a browser's request came from elsewhere or without its antiforgery token."),
        ["404"] = ("Not Found", "There is nothing of this name in the workspace."),
        ["409"] = ("Conflict", "It stands against what is there now."),
        ["412"] = ("Precondition Failed", "It is not as the caller has seen it: somebody changed it meanwhile. Read it again."),
        ["413"] = ("Payload Too Large", "The body is beyond its bounds."),
        ["415"] = ("Unsupported Media Type", "The body's media type or compression is not one of those named."),
        ["422"] = ("Unprocessable Entity", "The body can be read, but not be taken as it is; `errors` says what is wrong."),
        ["429"] = ("Too Many Requests", "This key sends more than its rate allows. Nothing was stored; send it again after `Retry-After`."),
        ["503"] = ("Service Unavailable", "The server is overloaded, recovers or stops; send it again after `Retry-After`."),
    };

    public static OpenApiHeader RetryAfter => new()
    {
        Description = "Seconds to wait before sending it again.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
    };

    public static string Of(string status) => Known[status].Meaning;

    public static JsonObject Example(string status)
    {
        var example = new JsonObject
        {
            ["type"] = $"https://httpstatuses.io/{status}",
            ["title"] = Known[status].Title,
            ["status"] = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture),
            ["detail"] = status == "422" ? "/data/stage: is not a stage of the agreement" : Known[status].Meaning,
        };
        if (status == "422") example["errors"] = new JsonObject { ["/data/stage"] = new JsonArray("is not a stage of the agreement") };
        return example;
    }
}
