using System.Text.Json.Nodes;
using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Sdk;

namespace FunnelGrains.Browser.Tests.Access;

/// <summary>A wall is read by everybody who walks by.</summary>
public sealed class PrivacyTests(SignedInHost house) : IClassFixture<SignedInHost>
{
    private static readonly string[] Secrets = ["Zuleica Quintanilha", "zuleica@quintanilha.example", "+5511987650000", "Quintanilha Cabos", "Xisto Yamamoto"];

    [Fact]
    public async Task Nothing_personal_reaches_the_wall_neither_on_the_page_nor_in_its_messages()
    {
        await using var visit = await house.OpenAsync();
        var personal = new JsonObject { ["name"] = Secrets[0], ["email"] = Secrets[1], ["phone"] = Secrets[2], ["company"] = Secrets[3] };
        await house.PostAsync(
            new FunnelEvent { Id = "p-1", Type = EventTypes.Captured, Lead = "private-1", Personal = personal },
            new FunnelEvent { Id = "p-2", Type = EventTypes.Assigned, Lead = "private-1", Data = new JsonObject { ["owner"] = Secrets[4], ["team"] = "sales" } },
            new FunnelEvent { Id = "p-3", Type = EventTypes.Updated, Lead = "private-1", Data = new JsonObject { ["contact"] = Secrets[1], ["phone"] = Secrets[2], ["name"] = Secrets[0] } },
            Happenings.Entered("private-1", "mql"),
            Happenings.Entered("private-2", "opportunity"),
            Happenings.Won("private-2", 900));
        var row = visit.Page.Breaches().Locator("[data-lead=private-1]");
        await row.WaitForAsync();
        (await row.InnerTextAsync()).ShouldContain("XY", Case.Sensitive, "persons stand by their initials");

        var page = await visit.Page.ContentAsync();
        foreach (var scene in new[] { "goals", "sla", "sources", "today" })
        {
            await visit.GoAsync($"/board?scene={scene}");
            await visit.Page.Locator($"main[data-scene={scene}]").WaitForAsync();
            page += await visit.Page.ContentAsync();
        }

        var messages = string.Join('\n', visit.Frames);
        messages.ShouldContain("private-1");
        messages.ShouldContain("Celebrated");
        foreach (var secret in Secrets.Concat(Secrets.SelectMany(secret => secret.Split(' ', '@'))))
        {
            page.ShouldNotContain(secret, Case.Insensitive);
            messages.ShouldNotContain(secret, Case.Insensitive);
        }
    }
}
