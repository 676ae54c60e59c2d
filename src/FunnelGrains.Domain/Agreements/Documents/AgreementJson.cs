using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FunnelGrains.Domain.Goals;

namespace FunnelGrains.Domain.Agreements.Documents;

/// <summary>The JSON of an agreement, as it is stored, sent and read from a file: camel case, instants ISO in UTC, targets <c>{"n": 4, "unit": "business_hours"}</c>.</summary>
public static class AgreementJson
{
    /// <summary>The rules of that JSON. Missing members and nulls where none may be are refused.</summary>
    public static JsonSerializerOptions Options { get; } = Create(JsonUnmappedMemberHandling.Skip);

    /// <summary>Likewise, and members that an agreement does not have are refused: of what people send now, not of what was stored.</summary>
    internal static JsonSerializerOptions Strict { get; } = Create(JsonUnmappedMemberHandling.Disallow);

    /// <summary>How instants, targets and maps are written: so that the stored documents of grains write them alike.</summary>
    public static ImmutableArray<JsonConverter> Converters => [new InstantJson(), new TargetJson(), new OrdinalDictionaryJson()];

    /// <summary>Writes an agreement; equal agreements give equal text.</summary>
    public static string Write(Agreement agreement) => JsonSerializer.Serialize(agreement, Options);

    /// <summary>Reads an agreement. Whether it makes sense is another question.</summary>
    /// <exception cref="JsonException">The text is not the JSON of an agreement.</exception>
    public static Agreement Read(string json) => JsonSerializer.Deserialize<Agreement>(json, Options) ?? throw new JsonException("The agreement is null.");

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unknown)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            AllowDuplicateProperties = false,
            AllowOutOfOrderMetadataProperties = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = unknown,
            Converters =
            {
                new LocalDateJson(),
                new JsonStringEnumConverter<GoalMetric>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
                new JsonStringEnumConverter<GoalPeriod>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
                new JsonStringEnumConverter<GoalKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
            },
        };
        foreach (var converter in Converters) options.Converters.Add(converter);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
