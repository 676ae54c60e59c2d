using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Sla;

namespace FunnelGrains.Testing.Leads;

/// <summary>Agreements with the default funnel and clauses of a test's own.</summary>
public static class Promises
{
    /// <summary>A clause of Sales in the default calendar, called <c>promise</c> unless it is renamed.</summary>
    public static Clause Clause(Trigger start, Trigger stop, Target target) =>
        new("promise", new LocalText("Promessa", "Promise"), "sales", start, [stop], [], target, AgreementDefaults.Calendar);

    /// <summary>A book with these clauses only.</summary>
    public static AgreementBook Book(params ImmutableArray<Clause> clauses) => In("America/Sao_Paulo", clauses);

    /// <summary>The same with another zone for the workspace; the calendars stay in São Paulo's.</summary>
    public static AgreementBook In(string zone, params ImmutableArray<Clause> clauses) => AgreementBook.Of(new Workspace(
        "promises", zone, 1, [AgreementDefaults.Create("America/Sao_Paulo") with { Clauses = clauses }]));

    /// <summary>One attribute and its value.</summary>
    public static ImmutableSortedDictionary<string, string> Only(string name, string value) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(name, value);
}
