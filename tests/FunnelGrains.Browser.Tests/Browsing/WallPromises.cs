using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Browser.Tests.Browsing;

/// <summary>An agreement with a promise that is broken within seconds, and long words.</summary>
internal static class WallPromises
{
    /// <summary>How long Sales may take to accept: a part of a minute that is a decimal.</summary>
    public static Duration Within { get; } = Duration.FromSeconds(3);

    /// <summary>Writes the agreement's file and names it.</summary>
    public static string WriteTo(string folder)
    {
        var path = Path.Combine(folder, "agreement.json");
        File.WriteAllText(path, AgreementJson.Write(Create()));
        return path;
    }

    private static Domain.Agreements.Agreement Create()
    {
        var usual = AgreementDefaults.Create("America/Sao_Paulo");
        var accept = usual.Clauses[0] with { Target = new((decimal)Within.TotalMinutes, TargetUnit.ElapsedMinutes) };
        return usual with { Clauses = [accept, .. usual.Clauses.Skip(1)] };
    }
}
