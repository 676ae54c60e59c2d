using FunnelGrains.Abstractions.Access;
using FunnelGrains.Domain;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace FunnelGrains.Web.Keys;

/// <summary><c>/api/v1/keys</c>: the keys of a workspace, for its administrators.</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        api.MapGet("/keys", ListAsync).RequireAuthorization(Caller.Admin)
            .Describe("Keys", "listKeys", "The workspace's keys", "Without their secrets, which nobody keeps.")
            .Answers<IEnumerable<KeyBody>>(200, """[{"id":"8s7Kd0wQxA","name":"CRM","scopes":["ingest"],"createdAt":"2026-11-02T12:15:00Z"}]""");
        api.MapPost("/keys", MakeAsync).RequireAuthorization(Caller.Admin)
            .Describe("Keys", "makeKey", "Make a key", "The answer's `text` is what the sender sends, and is shown only here: the server keeps its hash.")
            .Takes<KeyOrder>(JsonBody.MediaType, "A key that only posts events", """{"name": "CRM", "scopes": ["ingest"]}""")
            .Answers<NewKeyBody>(201, """{"id":"8s7Kd0wQxA","name":"CRM","scopes":["ingest"],"createdAt":"2026-11-02T12:15:00Z","text":"fg_8s7Kd0wQxA_…"}""")
            .Problems(400, 413, 415, 422);
        api.MapDelete("/keys/{id}", RevokeAsync).RequireAuthorization(Caller.Admin)
            .Describe("Keys", "revokeKey", "Revoke a key", "It opens nothing within 5 seconds, everywhere, for ever, and its boards end. The last key of scope `admin` cannot be revoked.")
            .Produces(204).Problems(404, 409);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains) =>
        Results.Json((await Book(context, grains).AllAsync()).OrderBy(key => key.CreatedAt).Select(KeyBody.Of), WireJson.Options);

    private static async Task<IResult> MakeAsync(HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var (json, refusal) = await JsonBody.ReadAsync(context, longest: 10_000);
        if (refusal is not null) return refusal;
        var errors = new List<FieldError>();
        KeyOrder order;
        using (json) order = KeyOrder.Read(json!.RootElement, errors);
        if (errors.Count > 0) return Problem.Fields(StatusCodes.Status422UnprocessableEntity, "no key can be made of this", errors);
        var text = KeyText.Make();
        var parts = KeyText.Read(text)!.Value;
        var at = Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        await Book(context, grains).CreateAsync(new ApiKey(parts.Id, parts.SecretHash, context.User.Workspace(), order.Name, order.Scopes, at));
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new NewKeyBody(parts.Id, order.Name, order.Scopes, at, text), WireJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext context, IGrainFactory grains, KnownAccess known)
    {
        var revoked = await Book(context, grains).RevokeAsync(id);
        known.ForgetKey(id);
        return revoked switch
        {
            KeyRevocation.Done => Results.NoContent(),
            KeyRevocation.LastAdministrator => Problem.Of(StatusCodes.Status409Conflict, "it is the last key of scope admin; make another one first"),
            _ => Problem.Of(StatusCodes.Status404NotFound, "there is no such key"),
        };
    }

    private static IKeyBookGrain Book(HttpContext context, IGrainFactory grains) => grains.GetGrain<IKeyBookGrain>(AccessKey.Book(context.User.Workspace()));
}
