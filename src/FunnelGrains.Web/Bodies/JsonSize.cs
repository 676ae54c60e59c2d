using System.Text.Json;

namespace FunnelGrains.Web.Bodies;

/// <summary>How much a JSON text becomes when it is read: bytes alone do not say it, since some megabytes of <c>1,1,1</c> are millions of values.</summary>
internal static class JsonSize
{
    /// <summary>Most values, names and brackets of a text: 1,000 events with every member and attribute that they can have are 140,000.</summary>
    public const int Most = 200_000;

    /// <summary>The same for what is no batch of events, such as a calendar with hundreds of holidays.</summary>
    public const int MostOfOne = 20_000;

    /// <summary>Whether the text has more; takes no memory. What is no JSON is left to the parser.</summary>
    public static bool IsTooMuch(ReadOnlySpan<byte> json, int most = Most)
    {
        // A bound that costs next to nothing; only a text full of commas is counted in truth.
        var bound = 1L + json.Count((byte)',') + json.Count((byte)':') + (2L * (json.Count((byte)'[') + json.Count((byte)'{')));
        return bound > most && Counted(json, most);
    }

    private static bool Counted(ReadOnlySpan<byte> json, int most)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonBody.Strict.MaxDepth });
        try
        {
            for (var seen = 0; reader.Read();)
                if (++seen > most) return true;
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }
}
