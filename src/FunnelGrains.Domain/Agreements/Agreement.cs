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
/// <param name="Definitions">The glossary; null in documents written before there was one, which is the same as empty.</param>
/// <param name="Roles">Who answers for what in each team; likewise.</param>
/// <param name="Goals">The goals agreed, as templates; likewise.</param>
/// <param name="Meetings">When the teams meet; likewise.</param>
/// <param name="TimeScope">For how long they mean to keep to it; null for no word about it.</param>
/// <param name="Moves">Retired stage to the open stage that its leads are moved to when the version comes into force; a retired stage that is absent keeps its leads until they move. Null for none.</param>
[GenerateSerializer, Immutable, Alias("fg.agreement")]
public sealed record Agreement(
    int Version, Instant InForceFrom, ImmutableArray<Team> Teams, ImmutableArray<Stage> Stages, ImmutableArray<Clause> Clauses,
    ImmutableSortedDictionary<string, CalendarDefinition> Calendars,
    AgreementScope Scope = AgreementScope.NewClocks,
    ImmutableArray<Definition>? Definitions = null, ImmutableArray<TeamRole>? Roles = null, ImmutableArray<GoalTemplate>? Goals = null,
    ImmutableArray<MeetingRhythm>? Meetings = null, TimeScope? TimeScope = null, ImmutableSortedDictionary<string, string>? Moves = null);
