using System.Text.Json;
using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Web.Agreements;

/// <summary>An agreement as it is read and written.</summary>
/// <remarks>Only described by this type: <see cref="Domain.Agreements.Documents.AgreementJson"/> writes it, <see cref="Domain.Agreements.Documents.AgreementReader"/> reads it.</remarks>
/// <param name="Version">Its number; of a draft passed over.</param>
/// <param name="InForceFrom">Events that occurred from here on are folded under it; of a draft passed over.</param>
/// <param name="Teams">The parties: <c>key</c>, <c>name</c> (<c>pt</c> and <c>en</c>), <c>calendar</c>.</param>
/// <param name="Stages">The funnel in order, then exits: <c>key</c>, <c>name</c>, <c>team</c>, <c>kind</c> (<c>open</c>, <c>won</c>, <c>lost</c>, <c>rejected</c>).</param>
/// <param name="Clauses">
/// The promises: <c>key</c>, <c>name</c>, <c>team</c>, <c>start</c>, <c>stop</c>, <c>cancelWhen</c> (triggers), <c>target</c>, <c>calendar</c>, and where wanted <c>appliesTo</c>, <c>graceSeconds</c>, <c>pauseWhile</c>,
/// <c>warnAt</c>, <c>escalation</c>. A trigger's <c>on</c> is <c>stage_entered</c> (<c>stages</c>), <c>other_stage_entered</c> (<c>stage</c>), <c>event</c> (<c>type</c>, <c>where</c>), <c>assigned</c> or <c>touch</c> (<c>n</c>).
/// </param>
/// <param name="Calendars">By key: <c>zone</c>, <c>week</c>, <c>exceptions</c>.</param>
/// <param name="Scope"><c>new_clocks</c>, or <c>open_clocks</c> to take the open ones too.</param>
/// <param name="Definitions">The glossary: <c>key</c>, <c>term</c>, <c>meaning</c>.</param>
/// <param name="Roles">Who answers for what: <c>key</c>, <c>team</c>, <c>name</c>, <c>duties</c>.</param>
/// <param name="Goals">Goals agreed: <c>key</c>, <c>name</c>, <c>goal</c>.</param>
/// <param name="Meetings">When the teams meet: <c>key</c>, <c>name</c>, <c>every</c> (<c>week</c>, <c>month</c>), <c>weekday</c>, <c>time</c>, <c>zone</c>, and for a month <c>week</c> (1 to 4, or -1 for the last).</param>
/// <param name="TimeScope">For how long they mean to keep to it: <c>from</c>, <c>until</c>.</param>
/// <param name="Moves">Retired stage to the open stage that its leads are moved to.</param>
internal sealed record AgreementBody(
    int Version, Instant InForceFrom, IReadOnlyList<JsonElement> Teams, IReadOnlyList<JsonElement> Stages, IReadOnlyList<JsonElement> Clauses,
    IReadOnlyDictionary<string, JsonElement> Calendars, string Scope, IReadOnlyList<JsonElement>? Definitions = null, IReadOnlyList<JsonElement>? Roles = null,
    IReadOnlyList<JsonElement>? Goals = null, IReadOnlyList<JsonElement>? Meetings = null, JsonElement? TimeScope = null, IReadOnlyDictionary<string, string>? Moves = null);

/// <summary>The draft.</summary>
/// <param name="Revision">What <c>If-Match</c> takes, and <c>ETag</c> gives, in quotes.</param>
/// <param name="Hash">SHA-256 of the canonical text: what is signed.</param>
/// <param name="SavedAt">When it was changed last.</param>
/// <param name="SavedBy">By whom.</param>
/// <param name="Signatures">Of this very text.</param>
/// <param name="MissingTeams">Whose signature is missing.</param>
/// <param name="Agreement">The document.</param>
internal sealed record DraftBody(
    long Revision, string Hash, Instant SavedAt, string SavedBy, IReadOnlyList<SignatureBody> Signatures, IReadOnlyList<string> MissingTeams, AgreementBody Agreement);

/// <summary>A team's signature.</summary>
/// <param name="Team">The team.</param>
/// <param name="By">Who signed: the key or session.</param>
/// <param name="At">When.</param>
/// <param name="Hash">Which text.</param>
internal sealed record SignatureBody(string Team, string By, Instant At, string Hash);

/// <summary>A version.</summary>
/// <param name="Version">Its number.</param>
/// <param name="InForceFrom">From when.</param>
/// <param name="Status"><c>in_force</c>, <c>coming</c>, <c>past</c>, or <c>replaced</c> for one that a later version replaced before it came into force.</param>
/// <param name="Hash">SHA-256 of its canonical text.</param>
/// <param name="PublishedAt">When it was published; null for the version that the workspace began with.</param>
/// <param name="PublishedBy">By whom.</param>
/// <param name="Signatures">Of all teams.</param>
/// <param name="Changes">Against the version before.</param>
/// <param name="Agreement">The document.</param>
internal sealed record VersionBody(
    int Version, Instant InForceFrom, string Status, string Hash, Instant? PublishedAt, string? PublishedBy, IReadOnlyList<SignatureBody> Signatures, IReadOnlyList<ChangeBody> Changes,
    AgreementBody Agreement);

/// <summary>One thing that changes in meaning.</summary>
/// <param name="Kind">For programs, for example <c>clause.target_changed</c>.</param>
/// <param name="Pointer">JSON pointer in the newer document; of what is gone in the older one.</param>
/// <param name="Old">How it was.</param>
/// <param name="New">How it is.</param>
/// <param name="Sentence">For people.</param>
internal sealed record ChangeBody(string Kind, string Pointer, string? Old, string? New, LocalText Sentence);

/// <summary>Something that was done.</summary>
/// <param name="At">When.</param>
/// <param name="By">By whom.</param>
/// <param name="What"><c>draft_saved</c>, <c>draft_discarded</c>, <c>signed</c>, <c>signature_voided</c> or <c>published</c>.</param>
/// <param name="Team">The team of a signature.</param>
/// <param name="Hash">The text.</param>
/// <param name="Version">The version of a publication.</param>
internal sealed record DeedBody(Instant At, string By, string What, string? Team, string? Hash, int? Version);

/// <summary>What the draft would do to open clocks.</summary>
/// <param name="InForceFrom">At which instant.</param>
/// <param name="Scope">Which clocks it would take.</param>
/// <param name="Open">Open clocks at that instant.</param>
/// <param name="Moving">Of those, how many move to the new version.</param>
/// <param name="DueChanging">Of those that move, how many fall due at another instant.</param>
/// <param name="Breaching">Of those that move, how many are past due at once.</param>
/// <param name="Cancelled">How many are cancelled.</param>
/// <param name="Clauses">The same by clause.</param>
/// <param name="Samples">Some clocks that change, the gravest first.</param>
internal sealed record PreviewBody(
    Instant InForceFrom, string Scope, int Open, int Moving, int DueChanging, int Breaching, int Cancelled, IReadOnlyList<ClausePreviewBody> Clauses, IReadOnlyList<SampleBody> Samples);

/// <summary>A clause's part of it.</summary>
internal sealed record ClausePreviewBody(string Clause, int Open, int Moving, int DueChanging, int Breaching, int Cancelled);

/// <summary>A clock that would change.</summary>
/// <param name="Lead">Its lead.</param>
/// <param name="Clause">Its clause.</param>
/// <param name="StartEvent">Id of the event that started it.</param>
/// <param name="OldDue">Its due now.</param>
/// <param name="NewDue">Its due then.</param>
/// <param name="Effect"><c>due_changes</c>, <c>breaches</c> or <c>cancelled</c>.</param>
internal sealed record SampleBody(string Lead, string Clause, string StartEvent, Instant? OldDue, Instant? NewDue, string Effect);

/// <summary>What is previewed.</summary>
/// <param name="InForceFrom">From when it would be in force; absent: in a minute.</param>
/// <param name="Scope"><c>new_clocks</c> or <c>open_clocks</c>; absent: what the draft says.</param>
internal sealed record PreviewRequest(Instant? InForceFrom = null, string? Scope = null);

/// <summary>A signature to be given.</summary>
/// <param name="Team">For which team.</param>
/// <param name="Hash">Of the text that was read.</param>
internal sealed record SignRequest(string Team, string Hash);

/// <summary>A publication to be made.</summary>
/// <param name="Hash">Of the text that was read.</param>
/// <param name="InForceFrom">At least a minute ahead; absent: in a minute and five seconds.</param>
internal sealed record PublishRequest(string Hash, Instant? InForceFrom = null);
