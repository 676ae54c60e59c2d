using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Agreements;

public sealed class ClauseRulesTests
{
    private static readonly Clause Good = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), new Target(4, TargetUnit.BusinessHours)) with
    {
        PauseWhile = new PauseCondition(["sql"], Promises.Only("answer", "later")),
        WarnAt = [new ClauseMoment(Share: 0.5m), new ClauseMoment(BeforeSeconds: 600)],
        Escalation = [new EscalationStep("boss", new ClauseMoment(AfterSeconds: 0), [new EscalationTarget(EscalationRole.Channel, "sales")])],
    };

    public static TheoryData<Clause, string> Wrong => new()
    {
        { Good with { PauseWhile = new PauseCondition() }, "/clauses/0/pauseWhile" },
        { Good with { PauseWhile = new PauseCondition([]) }, "/clauses/0/pauseWhile/stages" },
        { Good with { PauseWhile = new PauseCondition(["mql", "nowhere"]) }, "/clauses/0/pauseWhile/stages/1" },
        { Good with { PauseWhile = new PauseCondition(Attributes: Promises.Only("source", "ads")) }, "/clauses/0/pauseWhile/attributes/source" },
        { Good with { PauseWhile = new PauseCondition(Attributes: Promises.Only("a/b", null!)) }, "/clauses/0/pauseWhile/attributes/a~1b" },
        { Good with { WarnAt = [new ClauseMoment(Share: 1)] }, "/clauses/0/warnAt/0/share" },
        { Good with { WarnAt = [new ClauseMoment(Share: 0)] }, "/clauses/0/warnAt/0/share" },
        { Good with { WarnAt = [new ClauseMoment()] }, "/clauses/0/warnAt/0" },
        { Good with { WarnAt = [new ClauseMoment(0.5m, 60)] }, "/clauses/0/warnAt/0" },
        { Good with { WarnAt = [new ClauseMoment(AfterSeconds: 60)] }, "/clauses/0/warnAt/0/afterSeconds" },
        { Good with { WarnAt = [new ClauseMoment(BeforeSeconds: 0)] }, "/clauses/0/warnAt/0/beforeSeconds" },
        { Good with { WarnAt = [new ClauseMoment(Share: 0.5m), new ClauseMoment(Share: 0.50m)] }, "/clauses/0/warnAt/1" },
        { Good with { WarnAt = [null!] }, "/clauses/0/warnAt/0" },
        { Good with { WarnAt = [.. Enumerable.Range(1, 11).Select(n => new ClauseMoment(BeforeSeconds: n))] }, "/clauses/0/warnAt" },
        { Steps(new EscalationStep("", new ClauseMoment(Share: 1), To)), "/clauses/0/escalation/0/key" },
        { Steps(new EscalationStep("a", new ClauseMoment(Share: 1), To), new EscalationStep("a", new ClauseMoment(Share: 0.5m), To)), "/clauses/0/escalation/1/key" },
        { Steps(new EscalationStep("a", new ClauseMoment(AfterSeconds: -1), To)), "/clauses/0/escalation/0/at/afterSeconds" },
        { Steps(new EscalationStep("a", null!, To)), "/clauses/0/escalation/0/at" },
        { Steps(new EscalationStep("a", new ClauseMoment(Share: 1), [])), "/clauses/0/escalation/0/to" },
        { Steps(new EscalationStep("a", new ClauseMoment(Share: 1), [new EscalationTarget(EscalationRole.Channel)])), "/clauses/0/escalation/0/to/0/channel" },
        { Steps(new EscalationStep("a", new ClauseMoment(Share: 1), [new EscalationTarget(EscalationRole.Owner, "sales")])), "/clauses/0/escalation/0/to/0/channel" },
        { Steps(new EscalationStep("a", new ClauseMoment(Share: 1), [null!])), "/clauses/0/escalation/0/to/0" },
        { Steps([null!]), "/clauses/0/escalation/0" },
    };

    private static ImmutableArray<EscalationTarget> To => [new EscalationTarget(EscalationRole.Owner)];

    [Fact]
    public void A_clause_with_pauses_warnings_and_steps_is_right() => Errors(Good).ShouldBeEmpty();

    [Theory, MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named_by_pointer(Clause clause, string pointer) => Errors(clause).Select(error => error.Pointer).ShouldBe([pointer]);

    private static Clause Steps(params ImmutableArray<EscalationStep> steps) => Good with { Escalation = steps };

    private static IReadOnlyList<FieldError> Errors(Clause clause) =>
        ClauseRules.Validate(clause, [.. AgreementDefaults.Stages().Select(stage => stage.Key)], "/clauses/0");
}
