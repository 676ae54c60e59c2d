using System.Text.Json;

namespace FunnelGrains.Web.Meetings;

/// <summary>Enumerations in the words of the contract.</summary>
internal static class MeetingNames
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
