using System.Collections.Immutable;
using FunnelGrains.Domain.Calendars;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>One version of what the two teams agreed.</summary>
/// <param name="Version">From 1.</param>
/// <param name="InForceFrom">Events that occurred from here on are folded under it; the first version also before.</param>
/// <param name="Teams">The parties.</param>
/// <param name="Stages">Funnel stages in order, then exits.</param>
/// <param name="Clauses">The promises with clocks.</param>
/// <param name="Calendars">Calendars by key.</param>
/// <param name="Scope">Which clocks it takes when it comes into force.</param>
[GenerateSerializer, Immutable, Alias("fg.agreement")]
public sealed record Agreement(
    int Version, Instant InForceFrom, ImmutableArray<Team> Teams, ImmutableArray<Stage> Stages, ImmutableArray<Clause> Clauses,
    ImmutableSortedDictionary<string, CalendarDefinition> Calendars,
    AgreementScope Scope = AgreementScope.NewClocks);
