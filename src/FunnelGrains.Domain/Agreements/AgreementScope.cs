using System.Text.Json.Serialization;

namespace FunnelGrains.Domain.Agreements;

/// <summary>Which clocks a version of the agreement takes when it comes into force.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgreementScope>))]
public enum AgreementScope : byte
{
    /// <summary>Those that start from then on; the others keep the version in force at their start.</summary>
    [JsonStringEnumMemberName("new_clocks")] NewClocks,

    /// <summary>Also those that run or are paused at that instant and are not past due.</summary>
    [JsonStringEnumMemberName("open_clocks")] OpenClocks,
}
