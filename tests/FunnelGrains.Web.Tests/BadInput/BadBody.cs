namespace FunnelGrains.Web.Tests.BadInput;

/// <summary>A body that is not as it should be, and what must become of it.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Octets">The body.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Headers">Further headers.</param>
/// <param name="Good">How many good events stand among the bad ones; each captures a lead that no other body names.</param>
/// <param name="Bad">How many bad ones, where they are told one by one; 0 for a body that is refused as a whole.</param>
internal sealed record BadBody(string Kind, byte[] Octets, string Type, (string Name, string Value)[] Headers, int Good = 0, int Bad = 0)
{
    /// <summary>Where it is posted; small documents of other endpoints are as strict as events.</summary>
    public string Path { get; init; } = "/api/v1/events";
}
