using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Storage.Workspaces;

/// <summary>The JSON of an agreement, as it is stored and as a file may give it: camel case, instants ISO in UTC, targets <c>{"n": 4, "unit": "business_hours"}</c>.</summary>
public static class AgreementJson
{
    /// <summary>The rules of that JSON. Missing members and nulls where none may be are refused.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Writes an agreement.</summary>
    public static string Write(Agreement agreement) => JsonSerializer.Serialize(agreement, Options);

    /// <summary>Reads an agreement. Whether it makes sense is another question.</summary>
    /// <exception cref="JsonException">The text is not the JSON of an agreement.</exception>
    public static Agreement Read(string json) => JsonSerializer.Deserialize<Agreement>(json, Options) ?? throw new JsonException("The agreement is null.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            AllowDuplicateProperties = false,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new InstantJson(), new TargetJson(), new OrdinalDictionaryJson() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
