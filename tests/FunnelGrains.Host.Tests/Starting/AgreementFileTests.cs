using System.Text.Json.Nodes;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Host.Options;
using FunnelGrains.Host.Starting;

namespace FunnelGrains.Host.Tests.Starting;

/// <summary>An agreement out of a file: taken, or refused in one line that says what is wrong.</summary>
public sealed class AgreementFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-agreement-").FullName;

    private string File => Path.Combine(folder, "agreement.json");

    [Fact]
    public void The_default_agreement_is_taken_from_a_file()
    {
        Write(Default());
        AgreementFile.Read(File).Stages.Length.ShouldBe(AgreementDefaults.Create("UTC").Stages.Length);
    }

    [Theory]
    [InlineData("teams/1", "its teams has null at 1")]
    [InlineData("stages/0", "its stages has null at 0")]
    [InlineData("clauses/2", "its clauses has null at 2")]
    [InlineData("calendars/business", "its calendars has null at business")]
    [InlineData("clauses/0/stop/1", "its stop of clause accept_mql has null at 1")]
    [InlineData("clauses/0/cancelWhen/0", "its cancelWhen of clause accept_mql has null at 0")]
    [InlineData("clauses/0/appliesTo/source", "its appliesTo of clause accept_mql has null at source")]
    [InlineData("clauses/0/start/stages/0", "its stages of clause accept_mql has null at 0")]
    [InlineData("clauses/0/stop/0/where/reason", "its where of clause accept_mql has null at reason")]
    public void A_null_in_a_list_is_refused_in_one_line(string place, string says)
    {
        var agreement = Default();
        agreement["clauses"]![0]!["cancelWhen"] = new JsonArray(new JsonObject { ["on"] = "assigned" });
        agreement["clauses"]![0]!["appliesTo"] = new JsonObject { ["source"] = "ads" };
        agreement["clauses"]![0]!["stop"] = new JsonArray(
            new JsonObject { ["on"] = "event", ["type"] = "lead.rejected", ["where"] = new JsonObject { ["reason"] = "cold" } }, new JsonObject { ["on"] = "assigned" });
        Write(agreement);
        AgreementFile.Read(File).Clauses.Length.ShouldBe(4);
        var names = place.Split('/');
        var parent = names[..^1].Aggregate((JsonNode)agreement, (node, name) => node is JsonArray array ? array[int.Parse(name, null)]! : node[name]!);
        if (parent is JsonArray list) list[int.Parse(names[^1], null)] = null;
        else parent[names[^1]] = null;
        Write(agreement);
        Should.Throw<StartRefusedException>(() => AgreementFile.Read(File)).Message.ShouldBe($"the agreement file {File} does not fit together: {says}.");
    }

    [Fact]
    public void A_clauses_pauses_warnings_and_steps_are_read_and_what_is_wrong_with_them_is_named()
    {
        var agreement = Default();
        var clause = agreement["clauses"]![0]!;
        clause["pauseWhile"] = JsonNode.Parse("""{"stages": ["sql"], "attributes": {"answer": "later"}}""");
        clause["warnAt"] = JsonNode.Parse("""[{"share": 0.75}, {"beforeSeconds": 1800}]""");
        clause["escalation"] = JsonNode.Parse("""[{"key": "boss", "at": {"afterSeconds": 0}, "to": [{"who": "team_manager"}, {"who": "channel", "channel": "sales"}]}]""");
        agreement["scope"] = "open_clocks";
        Write(agreement);
        var read = AgreementFile.Read(File);
        (read.Scope, read.Clauses[0].WarnAt!.Value[1].BeforeSeconds, read.Clauses[0].Escalation!.Value[0].To[1].Channel).ShouldBe((AgreementScope.OpenClocks, 1800, "sales"));
        AgreementJson.Write(AgreementJson.Read(AgreementJson.Write(read))).ShouldBe(AgreementJson.Write(read));
        clause["warnAt"]![0]!["share"] = 1.5;
        Write(agreement);
        Should.Throw<StartRefusedException>(() => AgreementFile.Read(File)).Message.ShouldContain("/warnAt/0/share of clause accept_mql is not below 1");
    }

    [Fact]
    public void An_agreement_written_before_there_were_pauses_warnings_and_scope_still_reads()
    {
        var agreement = Default();
        agreement.AsObject().Remove("scope").ShouldBeTrue();
        Write(agreement);
        var read = AgreementFile.Read(File);
        (read.Scope, read.Clauses[0].PauseWhile, read.Clauses[0].WarnAt, read.Clauses[0].Escalation).ShouldBe((AgreementScope.NewClocks, null, null, null));
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("stages")]
    [InlineData("clauses")]
    [InlineData("calendars")]
    public void A_list_that_is_null_itself_is_refused(string name)
    {
        var agreement = Default();
        agreement[name] = null;
        Write(agreement);
        Should.Throw<StartRefusedException>(() => AgreementFile.Read(File)).Message.ShouldContain(name);
    }

    [Fact]
    public void A_target_that_does_not_fit_within_two_years_of_a_start_is_refused()
    {
        var agreement = Default();
        agreement["calendars"]!["business"]!["week"] = new JsonObject { ["mon"] = new JsonArray(new JsonArray("09:00", "10:00")) };
        agreement["inForceFrom"] = "2026-01-01T00:00:00Z";
        agreement["clauses"]![0]!["target"]!["n"] = 104;
        Write(agreement);
        AgreementFile.Read(File).Clauses[0].Target.N.ShouldBe(104);
        agreement["clauses"]![0]!["target"]!["n"] = 105;
        Write(agreement);
        Should.Throw<StartRefusedException>(() => AgreementFile.Read(File)).Message.ShouldBe(
            $"the agreement file {File} does not fit together: the target of clause accept_mql, 105 business_hours, does not fit within two years of a start at 2026-01-01 00:00 in its calendar.");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static JsonObject Default() => JsonNode.Parse(AgreementJson.Write(AgreementDefaults.Create("UTC")))!.AsObject();

    private void Write(JsonObject agreement) => System.IO.File.WriteAllText(File, agreement.ToJsonString());
}
