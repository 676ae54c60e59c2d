using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Agreements;

/// <summary>An agreement's document: what is read, what is refused and where, and what is signed.</summary>
public sealed class DocumentRules
{
    private static readonly Agreement Default = AgreementDefaults.Create("America/Sao_Paulo");

    private static readonly Agreement Whole = Default with
    {
        Scope = AgreementScope.OpenClocks,
        Definitions = [new Definition("mql", new("MQL", "MQL"), new("a", "b"))],
        Roles = [new TeamRole("sdr", "sales", new("Pré-vendas", "SDR"), new("a", "b"))],
        Goals = [new GoalTemplate("mqls", new("MQLs", "MQLs"), new GoalDefinition("marketing", GoalMetric.Entered, GoalPeriod.Month, 640, GoalKind.Reach, "mql"))],
        Meetings = [new MeetingRhythm("monthly", new("Reunião", "Meeting"), MeetingEvery.Month, MeetingDay.Friday, "09:30", "America/Sao_Paulo", -1)],
        TimeScope = new TimeScope(new(2026, 11, 1), new(2027, 10, 31)),
    };

    [Fact]
    public void A_document_written_before_the_new_members_still_reads()
    {
        var old = JsonNode.Parse(AgreementJson.Write(Default))!.AsObject();
        old.Remove("scope");
        var read = AgreementJson.Read(old.ToJsonString());
        (read.Scope, read.Definitions, read.Roles, read.Goals, read.Meetings, read.TimeScope, read.Moves).ShouldBe((AgreementScope.NewClocks, null, null, null, null, null, null));
    }

    [Fact]
    public void A_document_with_every_member_is_right_and_comes_back_whole()
    {
        AgreementRules.Check(Whole).ShouldBeEmpty();
        AgreementJson.Write(AgreementJson.Read(AgreementJson.Write(Whole))).ShouldBe(AgreementJson.Write(Whole));
        var (read, errors) = Read(AgreementJson.Write(Whole));
        errors.ShouldBeEmpty();
        AgreementText.Of(read!).ShouldBe(AgreementText.Of(Whole));
    }

    [Fact]
    public void What_is_signed_does_not_depend_on_number_and_instant_but_on_everything_else()
    {
        var hash = AgreementText.HashOf(Whole);
        hash.ShouldMatch("^[0-9a-f]{64}$");
        AgreementText.HashOf(Whole with { Version = 9, InForceFrom = Instant.FromUtc(2027, 1, 1, 0, 0) }).ShouldBe(hash);
        AgreementText.HashOf(Whole with { Scope = AgreementScope.NewClocks }).ShouldNotBe(hash);
        AgreementText.HashOf(Whole with { TimeScope = null }).ShouldNotBe(hash);
    }

    [Theory]
    [InlineData("""{"teams": 3}""", "/teams")]
    [InlineData("""{"colour": "red"}""", "/colour")]
    [InlineData("""{"scope": "some_clocks"}""", "/scope")]
    [InlineData("""{"stages": [{"key": "lead"}]}""", "/stages/0")]
    public void What_cannot_be_read_is_named_by_its_pointer(string change, string pointer)
    {
        var document = JsonNode.Parse(AgreementJson.Write(Default))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject().ToList()) document[name] = value?.DeepClone();
        var (read, errors) = Read(document.ToJsonString());
        read.ShouldBeNull();
        errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer, errors[0].Message);
    }

    [Fact]
    public void All_that_is_wrong_with_calendars_and_targets_is_said_at_once()
    {
        var document = JsonNode.Parse(AgreementJson.Write(Default))!.AsObject();
        document["calendars"]![AgreementDefaults.Calendar]!["zone"] = "Mars/Olympus";
        document["calendars"]![AgreementDefaults.Calendar]!["week"] = JsonNode.Parse("""{"mon": [["18:00", "09:00"]]}""");
        document["clauses"]![1]!["target"]!["n"] = 0;
        Read(document.ToJsonString()).Errors.Select(error => error.Pointer).ShouldBe(["/calendars/business/zone", "/calendars/business/week/mon/0", "/clauses/1/target/n"], ignoreOrder: true);
    }

    [Fact]
    public void Parts_that_do_not_know_each_other_are_named_by_their_pointers()
    {
        var wrong = Whole with
        {
            Stages = [Whole.Stages[0] with { Team = "nobody" }, .. Whole.Stages.Skip(1), Whole.Stages[0]],
            Clauses = [Whole.Clauses[0] with { Calendar = "none", Stop = [], Start = new StageEntered(["demo"]) }],
            Meetings = [new MeetingRhythm("weekly", new("", "Meeting"), MeetingEvery.Week, MeetingDay.Monday, "24:00", "Mars", 2)],
            Moves = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("mql", "customer"),
        };
        AgreementRules.Check(wrong).Select(error => error.Pointer).Distinct().ShouldBe(
        [
            "/stages/8/key", "/stages/0/team", "/moves/mql", "/clauses/0/calendar", "/clauses/0/start/stages/0", "/clauses/0/stop",
            "/meetings/0/name/pt", "/meetings/0/zone", "/meetings/0/time", "/meetings/0/week",
        ], ignoreOrder: true);
    }

    [Fact]
    public void An_agreement_needs_two_teams_an_open_stage_first_and_a_won_one()
    {
        var stages = Default.Stages.Where(stage => stage.Kind is StageKind.Lost or StageKind.Rejected).ToImmutableArray();
        AgreementRules.Check(Default with { Teams = [Default.Teams[1]], Stages = stages, Clauses = [] }).Select(error => error.Pointer).ShouldBe(["/teams", "/stages", "/stages"]);
    }

    [Fact]
    public void The_key_of_a_stage_is_never_used_for_another_kind_and_a_target_must_fit_within_two_years()
    {
        var book = AgreementBook.Of(new Workspace("acme", "America/Sao_Paulo", 1, [Default]));
        var next = Default with
        {
            Stages = [.. Default.Stages.Select(stage => stage.Key == "lost" ? stage with { Kind = StageKind.Rejected } : stage)],
            Clauses = Default.Clauses.SetItem(2, Default.Clauses[2] with { Target = new Target(700, TargetUnit.BusinessDays) }),
            Moves = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("never", "mql"),
        };
        AgreementRules.CheckNext(next, book, Instant.FromUtc(2026, 11, 2, 12, 0)).Select(error => error.Pointer).ShouldBe(["/stages/7/kind", "/moves/never", "/clauses/2/target"]);
    }

    private static (Agreement? Agreement, List<FieldError> Errors) Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var errors = new List<FieldError>();
        return (AgreementReader.Read(document.RootElement, errors), errors);
    }
}
