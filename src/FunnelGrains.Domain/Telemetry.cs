namespace FunnelGrains.Domain;

/// <summary>The one name under which every project measures and traces; instruments and spans live beside what they measure.</summary>
public static class Telemetry
{
    /// <summary>Of the meters and of the activity sources.</summary>
    public const string Name = "FunnelGrains";
}
