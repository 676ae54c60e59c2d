using System.Security.Cryptography;
using System.Text;

namespace FunnelGrains.Domain.Sla;

/// <summary>The identity of a warning or escalation step: the same for the same clock (lead, clause, start event) and threshold, for ever and everywhere.</summary>
public static class WarningId
{
    /// <summary><c>wn_</c> and 24 hexadecimal digits of a SHA-256.</summary>
    /// <param name="lead">The lead's id.</param>
    /// <param name="clause">The clause's key.</param>
    /// <param name="startEvent">Id of the event that started the clock.</param>
    /// <param name="threshold">The moment as text of a warning, the key of a step.</param>
    /// <param name="isStep">Whether it is a step.</param>
    public static string Of(string lead, string clause, string startEvent, string threshold, bool isStep) =>
        "wn_" + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{lead}\n{clause}\n{startEvent}\n{(isStep ? "step" : "warn")}\n{threshold}")).AsSpan(0, 12));
}
