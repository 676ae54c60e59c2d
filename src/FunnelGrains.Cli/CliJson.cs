using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FunnelGrains.Cli.Imports;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(ResumeState))]
[JsonSerializable(typeof(AuditReport))]
internal sealed partial class CliJson : JsonSerializerContext
{
    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!);
}
