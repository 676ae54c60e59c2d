using System.Text.Json;
using System.Text.Json.Serialization;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Sla;

namespace FunnelGrains.Domain.Agreements.Documents;

/// <summary>A target as the public contract writes it.</summary>
internal sealed class TargetJson : JsonConverter<Target>
{
    /// <inheritdoc/>
    public override Target Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var errors = new List<FieldError>();
        return TargetReader.Read(document.RootElement, "", errors)
            ?? throw new JsonException($"The target is not valid: {errors[0].Pointer} {errors[0].Message}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Target value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("n", value.N);
        writer.WriteString("unit", TargetUnitNames.Of(value.Unit));
        writer.WriteEndObject();
    }
}
