using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunnelGrains.Sdk.Tests.Reading;

/// <summary>The client's types have exactly the members that the server's description has, also those that no test's data brings, such as a goal's past.</summary>
public sealed class DescribedTypesTests(SdkHost sdk)
{
    public static TheoryData<string, string, string, Type> Answers => new()
    {
        { "/api/v1/funnel", "get", "200", typeof(FunnelReport) },
        { "/api/v1/leads", "get", "200", typeof(LeadPage) },
        { "/api/v1/leads/{id}", "get", "200", typeof(LeadReport) },
        { "/api/v1/breaches", "get", "200", typeof(IReadOnlyList<BreachReport>) },
        { "/api/v1/goals", "get", "200", typeof(IReadOnlyList<GoalReport>) },
        { "/api/v1/goals/{id}", "put", "200", typeof(GoalReport) },
        { "/api/v1/keys", "get", "200", typeof(IReadOnlyList<ApiKey>) },
        { "/api/v1/keys", "post", "201", typeof(NewApiKey) },
        { "/api/v1/events", "post", "200", typeof(PostAnswer) },
        { "/api/v1/events", "post", "422", typeof(FunnelProblem) },
        { "/api/v1/audit", "get", "200", typeof(AuditReport) },
    };

    [Theory]
    [MemberData(nameof(Answers), DisableDiscoveryEnumeration = true)]
    public async Task A_type_has_the_members_of_the_description(string path, string method, string status, Type type)
    {
        using var client = sdk.Host.CreateClient();
        var document = JsonElement.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken));
        var schema = document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses").GetProperty(status)
            .GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
        Compare(document, schema, type, type.Name).ShouldBeGreaterThan(0, "something was compared");
    }

    /// <returns>How many members were compared.</returns>
    private static int Compare(JsonElement document, JsonElement schema, Type type, string at)
    {
        schema = Resolved(document, schema);
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (schema.TryGetProperty("items", out var items))
            return type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list
                ? Compare(document, items, list.GenericTypeArguments[0], $"{at}[]") : 0;
        if (!schema.TryGetProperty("properties", out var described)) return 0;
        var members = type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(member => member.GetCustomAttribute<JsonIgnoreAttribute>() is null && member.CanWrite)
            .ToDictionary(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name), member => member.PropertyType);
        members.Keys.ShouldBe(described.EnumerateObject().Select(member => member.Name), ignoreOrder: true, at);
        return members.Count + members.Sum(member => Compare(document, described.GetProperty(member.Key), member.Value, $"{at}.{member.Key}"));
    }

    /// <summary>What a reference leads to; of alternatives the one that is not null.</summary>
    private static JsonElement Resolved(JsonElement document, JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("$ref", out var reference)) schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            else if (schema.TryGetProperty("oneOf", out var either))
                schema = either.EnumerateArray().First(one => !(one.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "null"));
            else return schema;
        }
    }
}
