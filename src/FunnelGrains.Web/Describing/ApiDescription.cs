using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using NodaTime;

namespace FunnelGrains.Web.Describing;

/// <summary><c>/openapi/v1.json</c>: the contract for programs, out of what stands beside each endpoint.</summary>
internal static class ApiDescription
{
    /// <summary>Name of the security scheme.</summary>
    public const string Key = "key";

    private const string About = """
        The live agreement between Marketing and Sales: post what happens to leads, read the funnel, the clocks and the breaches.

        Everything is under the workspace that the key belongs to. Send the key as `Authorization: Bearer fg_…`; its scopes are `ingest`, `read`, `display` and `admin`.
        A browser that signed in by the printed link has a cookie instead, with every scope; with it whatever changes something needs `X-Antiforgery`. Errors are problem documents (RFC 9457) whose `errors` name each bad field by its JSON pointer.
        429 and 503 carry `Retry-After`; repeating is always safe for events with an id.
        """;

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer(OperationDescriber.DescribeAsync);
        options.AddSchemaTransformer(DescribeTimesAsync);
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        routes.MapDocs();
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new OpenApiInfo
        {
            Title = "FunnelGrains",
            Version = "v1",
            Description = About,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        // The address that it was asked at may not be the one that others know: paths stand for themselves.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key of the workspace, `fg_…`, as `POST /api/v1/keys` or the first start shows it.",
        };
        return Task.CompletedTask;
    }

    private static Task DescribeTimesAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type != typeof(Instant) && type != typeof(LocalDate)) return Task.CompletedTask;
        var optional = type != context.JsonTypeInfo.Type;
        schema.Type = optional ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Format = type == typeof(Instant) ? "date-time" : "date";
        schema.Properties = null;
        schema.Required = null;
        return Task.CompletedTask;
    }
}
