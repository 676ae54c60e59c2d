using FunnelGrains.Browser.Tests.Browsing;

namespace FunnelGrains.Browser.Tests.Access;

/// <summary>The content policy is strict, and the page lives within it.</summary>
public sealed class ContentPolicyTests(OrdinaryHost house) : IClassFixture<OrdinaryHost>
{
    private const string Policy = "Content Security Policy";

    [Fact]
    public async Task No_page_breaks_the_policy_or_writes_an_error_to_the_console()
    {
        await using var visit = await house.OpenAsync();
        await house.PostAsync(Happenings.Entered("policy-1", "mql"), Happenings.Won("policy-1", 100));
        await visit.Page.Locator("[data-celebration]").WaitForAsync();
        await visit.GoAsync("/board/reception?theme=light&lang=en&scene=funnel");
        await visit.Page.Count("mql", "entered").WaitForAsync();
        await visit.GoAsync("/signin");
        await visit.Page.Locator("[data-signin=missing]").WaitForAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_policy_forbids_what_a_stranger_might_slip_in()
    {
        await using var visit = await house.OpenAsync();
        var refused = 0;
        await visit.Page.RunAndWaitForConsoleMessageAsync(
            () => visit.Page.EvaluateAsync("""
                () => { const script = document.createElement('script'); script.textContent = 'window.slipped = true'; document.body.append(script);
                        const image = new Image(); image.src = 'http://localhost:9/beacon.png'; document.body.append(image); }
                """),
            new() { Predicate = message => message.Text.Contains(Policy, StringComparison.OrdinalIgnoreCase) && ++refused == 2 });
        (await visit.Page.EvaluateAsync<bool>("() => window.slipped === undefined")).ShouldBeTrue();
        visit.Complaints.Count(complaint => complaint.Contains(Policy, StringComparison.OrdinalIgnoreCase)).ShouldBe(2);
    }
}
