using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace FunnelGrains.Web.Wire;

/// <summary>How answers and board messages are written: camelCase, nulls written, letters of any script as they are.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = Frozen(Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web)));

    /// <summary>Sets up the options of a serialiser that is not ours to make.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new LocalDateConverter());
        return options;
    }

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
