using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Comparing;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Agreements;

/// <summary>Two agreements are compared by what they mean.</summary>
public sealed class ComparisonRules
{
    private static readonly Agreement Old = AgreementDefaults.Create("America/Sao_Paulo");

    [Fact]
    public void What_means_the_same_is_no_change_whatever_its_order_in_the_text()
    {
        var stop = (StageEntered)Old.Clauses[0].Stop[0];
        var now = Old with
        {
            Version = 7,
            InForceFrom = Instant.FromUtc(2027, 1, 1, 0, 0),
            Clauses = [.. Old.Clauses.SetItem(0, Old.Clauses[0] with { Stop = [Old.Clauses[0].Stop[1], new StageEntered([.. stop.Stages.Reverse()])] }).Reverse()],
            Definitions = [],
            Meetings = [],
        };
        AgreementComparison.Compare(Old, now).ShouldBeEmpty();
    }

    [Fact]
    public void A_target_that_changes_is_told_in_both_languages()
    {
        var now = Old with { Clauses = Old.Clauses.SetItem(0, Old.Clauses[0] with { Target = new Target(8, TargetUnit.BusinessHours) }) };
        var change = AgreementComparison.Compare(Old, now).ShouldHaveSingleItem();
        (change.Kind, change.Pointer, change.Old, change.New).ShouldBe(("clause.target_changed", "/clauses/0/target", "4 business_hours", "8 business_hours"));
        change.Sentence.Pt.ShouldBe("Cláusula \"Vendas aceita ou rejeita um MQL em 4 horas úteis\": o prazo passa de 4 horas úteis para 8 horas úteis.");
        change.Sentence.En.ShouldBe("Clause \"Sales accepts or rejects an MQL within 4 business hours\": the target changes from 4 business hours to 8 business hours.");
    }

    [Fact]
    public void A_stage_that_moves_is_the_only_one_that_moved()
    {
        var now = Old with { Stages = Old.Stages.RemoveAt(4).Insert(1, Old.Stages[4]) };
        AgreementComparison.Compare(Old, now).Select(change => (change.Kind, change.Pointer, change.Old, change.New)).ShouldBe([("stage.moved", "/stages/1", "5", "2")]);
    }

    [Fact]
    public void Stages_are_added_retired_renamed_and_given_to_the_other_team()
    {
        var now = Old with
        {
            Stages =
            [
                Old.Stages[0] with { Name = new("Contato", "Contact") }, Old.Stages[1] with { Team = "sales" }, new Stage("demo", new("Demo", "Demo"), "sales", StageKind.Open),
                .. Old.Stages.Skip(2).Where(stage => stage.Key != "sql"),
            ],
            Moves = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("sql", "demo"),
        };
        AgreementComparison.Compare(Old, now).Select(change => (change.Kind, change.Pointer)).ShouldBe(
            [("stage.renamed", "/stages/0/name"), ("stage.owner_changed", "/stages/1/team"), ("stage.added", "/stages/2"), ("stage.retired", "/stages/3"), ("moves.changed", "/moves")]);
    }

    [Fact]
    public void Exceptions_of_a_calendar_are_added_changed_and_struck_off_and_hours_change_by_the_day()
    {
        var calendar = Old.Calendars[AgreementDefaults.Calendar];
        var before = Old with { Calendars = Old.Calendars.SetItem(AgreementDefaults.Calendar, calendar with { Exceptions = [DatedHours.Closed(new(2026, 12, 25)), DatedHours.Closed(new(2027, 1, 1))] }) };
        var now = Old with
        {
            Calendars = Old.Calendars.SetItem(AgreementDefaults.Calendar, calendar with
            {
                Week = WeekHours.MondayToFriday(new OpenHours(9 * 60, 18 * 60)),
                Exceptions = [new DatedHours(new(2026, 12, 25), [new OpenHours(540, 720)]), DatedHours.Closed(new(2027, 2, 9))],
            }),
        };
        var kinds = AgreementComparison.Compare(before, now).Select(change => change.Kind).ToList();
        kinds.Count(kind => kind == "calendar.hours_changed").ShouldBe(5);
        kinds.Where(kind => kind != "calendar.hours_changed").ShouldBe(["calendar.exception_changed", "calendar.exception_added", "calendar.exception_removed"]);
    }

    [Fact]
    public void Clauses_definitions_roles_goals_meetings_time_and_scope_are_compared_too()
    {
        var now = Old with
        {
            Clauses = [.. Old.Clauses.RemoveAt(3), Old.Clauses[3] with { Key = "new_promise" }],
            Scope = AgreementScope.OpenClocks,
            Definitions = [new Definition("mql", new("MQL", "MQL"), new("a", "b"))],
            Roles = [new TeamRole("sdr", "sales", new("Pré-vendas", "SDR"), new("a", "b"))],
            Meetings = [new MeetingRhythm("weekly", new("Reunião", "Meeting"), MeetingEvery.Week, MeetingDay.Monday, "09:30", "America/Sao_Paulo")],
            TimeScope = new TimeScope(new(2026, 11, 1)),
        };
        AgreementComparison.Compare(Old, now).Select(change => change.Kind).ShouldBe(
            ["clause.added", "clause.removed", "definition.added", "role.added", "meeting.added", "time_scope.changed", "scope.changed"]);
    }
}
