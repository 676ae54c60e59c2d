using System.Text.Json;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Host.Options;

namespace FunnelGrains.Host.Starting;

/// <summary>The agreement of a new workspace, from a file.</summary>
internal static class AgreementFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read, or what it says cannot be an agreement.</exception>
    public static Agreement Read(string path)
    {
        try
        {
            var agreement = AgreementJson.Read(File.ReadAllText(path));
            return AgreementCheck.Problem(agreement) is { } problem
                ? throw new StartRefusedException($"the agreement file {path} does not fit together: {problem}.")
                : agreement;
        }
        catch (JsonException wrong)
        {
            throw new StartRefusedException($"the agreement file {path} is not the JSON of an agreement: {wrong.Message}", wrong);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"the agreement file {path} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
