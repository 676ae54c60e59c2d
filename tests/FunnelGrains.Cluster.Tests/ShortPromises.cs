using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Cluster.Tests;

/// <summary>An agreement whose promises fall due within seconds, so that a test sees them broken.</summary>
internal static class ShortPromises
{
    public const string AcceptMql = "accept_mql";
    public const string FirstTouch = "first_touch";

    private const string Zone = "America/Sao_Paulo";

    /// <summary>How long each promise may take.</summary>
    public static Duration Within { get; } = Duration.FromSeconds(3);

    /// <summary>Writes the agreement's file and names it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="within">How long each promise may take; <see cref="Within"/> by default.</param>
    public static string WriteTo(string folder, Duration? within = null)
    {
        var path = Path.Combine(folder, "agreement.json");
        File.WriteAllText(path, AgreementJson.Write(Create(within ?? Within)));
        return path;
    }

    private static Agreement Create(Duration within) => AgreementDefaults.Create(Zone) with
    {
        Clauses =
        [
            Clause(AcceptMql, within, new StageEntered(["mql"]), new StageEntered(["sal", "sql", "opportunity", "customer"])),
            Clause(FirstTouch, within, new StageEntered(["sal"]), new TouchNumber(1)),
        ],
    };

    private static Clause Clause(string key, Duration within, Trigger start, Trigger stop) => new(
        key, new(key, key), "sales", start, [stop], [], new Target((decimal)within.TotalMinutes, TargetUnit.ElapsedMinutes), AgreementDefaults.Calendar);
}
