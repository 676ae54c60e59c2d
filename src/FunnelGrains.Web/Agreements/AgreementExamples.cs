using System.Text.Json;
using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Comparing;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Domain.Agreements.Previewing;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Web.Wire;
using NodaTime;

namespace FunnelGrains.Web.Agreements;

/// <summary>Bodies for the description, made of one agreement: the default one, in which Sales asks for more time and the teams write down what they mean.</summary>
internal static class AgreementExamples
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 2, 12, 15);
    private static readonly Agreement Before = AgreementDefaults.Create("America/Sao_Paulo");
    private static readonly Agreement After = Before with
    {
        Version = 0,
        InForceFrom = Instant.FromUnixTimeTicks(0),
        Scope = AgreementScope.OpenClocks,
        Clauses = Before.Clauses.SetItem(0, Before.Clauses[0] with { Target = new Target(8, TargetUnit.BusinessHours) }),
        Definitions = [new Definition("mql", new("MQL", "MQL"), new("Pediu contato ou tem nota 50 ou mais.", "Asked for a contact, or scores 50 or more."))],
        Roles = [new TeamRole("sdr", "sales", new("Pré-vendas", "SDR"), new("Aceita ou rejeita cada MQL.", "Accepts or rejects each MQL."))],
        Goals = [new GoalTemplate("mqls", new("MQLs do mês", "MQLs of the month"), new GoalDefinition("marketing", GoalMetric.Entered, GoalPeriod.Month, 640, GoalKind.Reach, "mql"))],
        Meetings = [new MeetingRhythm("weekly", new("Reunião semanal", "Weekly meeting"), MeetingEvery.Week, MeetingDay.Monday, "09:30", "America/Sao_Paulo")],
    };

    private static readonly string Hash = AgreementText.HashOf(After);
    private static readonly AgreementSignature[] Signed = [new("marketing", "key:8s7Kd0wQxA", At, Hash), new("sales", "key:b1Xq9ZtR3m", At, Hash)];

    public static string InForce { get; } = AgreementJson.Write(Before);

    public static string Document { get; } = AgreementText.Of(After);

    public static string Draft { get; } = Write(AgreementBodies.Of(new AgreementDraft(After, 7, Hash, At, "key:8s7Kd0wQxA", [Signed[0]], ["sales"])));

    public static string Version { get; } = Write(One());

    public static string Versions { get; } = Write(new[] { One() });

    public static string Changes { get; } = Write(AgreementComparison.Compare(Before, After).Select(AgreementBodies.Of));

    public static string History { get; } = Write(new[] { new DeedBody(At, "key:8s7Kd0wQxA", "signed", "marketing", Hash, null) });

    public static string Preview { get; } = Write(AgreementBodies.Of(new AgreementPreview(
        At, AgreementScope.OpenClocks, [new ClausePreview("accept_mql", 31, 31, 31, 2, 0)],
        [new PreviewedClock("L-1041", "accept_mql", "crm-91832", At, At + Duration.FromHours(4), PreviewEffect.DueChanges)])));

    public static string Sign(string team) => Write(new SignRequest(team, Hash));

    public static string Publish { get; } = $$"""{"hash":"{{Hash}}"}""";

    private static VersionBody One()
    {
        var version = After with { Version = 2, InForceFrom = At };
        var published = new PublishedAgreement(version, Hash, new AgreementPublication(2, At, "key:8s7Kd0wQxA", [.. Signed], AgreementComparison.Compare(Before, After)));
        return AgreementBodies.Of(published, [published], At);
    }

    private static string Write<T>(T body) => JsonSerializer.Serialize(body, WireJson.Options);
}
