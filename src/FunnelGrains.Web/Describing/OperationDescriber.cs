using System.Text.Json.Nodes;
using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FunnelGrains.Web.Describing;

/// <summary>Writes an endpoint's notes into its operation.</summary>
internal static class OperationDescriber
{
    private const string ProblemType = "application/problem+json";

    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var notes = context.Description.ActionDescriptor.EndpointMetadata;
        await AddBodiesAsync(operation, [.. notes.OfType<BodyNote>()], context, cancel);
        foreach (var note in notes.OfType<ParameterNote>()) (operation.Parameters ??= []).Add(Parameter(note));
        operation.Responses ??= [];
        foreach (var note in notes.OfType<AnswerNote>())
            if (operation.Responses.TryGetValue($"{note.Status}", out var answer) && answer.Content is { } shown
                && shown.TryGetValue(note.MediaType, out var media))
                media.Example = note.MediaType == "application/json" ? JsonNode.Parse(note.Example) : JsonValue.Create(note.Example);
        foreach (var scope in notes.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>())
        {
            (operation.Security ??= []).Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDescription.Key, context.Document)] = [] });
            operation.Description = $"{operation.Description}\n\nScope: `{scope}`.".Trim();
            foreach (var status in new[] { 401, 403 }) operation.Responses[$"{status}"] = await ProblemAsync(context, cancel);
        }

        foreach (var (status, answer) in operation.Responses)
            if (answer is OpenApiResponse { Content: { } content } response && content.TryGetValue(ProblemType, out var problem))
            {
                response.Description = ProblemNotes.Of(status);
                problem.Example = ProblemNotes.Example(status);
                if (status is "429" or "503") response.Headers = new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = ProblemNotes.RetryAfter };
            }
    }

    private static async Task AddBodiesAsync(OpenApiOperation operation, BodyNote[] notes, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        if (notes.Length == 0) return;
        var content = new Dictionary<string, OpenApiMediaType>();
        foreach (var kind in notes.GroupBy(note => note.MediaType))
        {
            var schemas = new List<IOpenApiSchema>();
            foreach (var note in kind.DistinctBy(note => (note.Schema, note.Many)))
            {
                var one = await context.GetOrCreateSchemaAsync(note.Schema, null, cancel);
                schemas.Add(note.Many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one);
            }

            content[kind.Key] = new OpenApiMediaType
            {
                Schema = schemas.Count == 1 ? schemas[0] : new OpenApiSchema { OneOf = schemas },
                Examples = kind.ToDictionary(note => note.Name, note => (IOpenApiExample)new OpenApiExample { Summary = note.Name, Value = Parse(note) }),
            };
        }

        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
    }

    /// <summary>Lines are no JSON document: they are shown as the text that they are.</summary>
    private static JsonNode? Parse(BodyNote note) => note.MediaType.EndsWith("json", StringComparison.Ordinal) && !note.MediaType.EndsWith("ndjson", StringComparison.Ordinal)
        ? JsonNode.Parse(note.Example) : JsonValue.Create(note.Example);

    private static OpenApiParameter Parameter(ParameterNote note) => new()
    {
        Name = note.Name,
        In = note.IsHeader ? ParameterLocation.Header : ParameterLocation.Query,
        Description = note.Description,
        Example = note.Example is null ? null : JsonValue.Create(note.Example),
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = note.Values.Count == 0 ? null : [.. note.Values.Select(value => (JsonNode)JsonValue.Create(value)!)] },
    };

    private static async Task<OpenApiResponse> ProblemAsync(OpenApiOperationTransformerContext context, CancellationToken cancel) => new()
    {
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemType] = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancel) },
        },
    };
}
