using FunnelGrains.Domain.Agreements;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Meetings;

/// <summary>Which meetings an agreement asks for.</summary>
public static class MeetingPlan
{
    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("yyyyMMdd't'HHmm'z'");
    private static readonly InstantPattern FineStamp = InstantPattern.CreateWithInvariantCulture("yyyyMMdd't'HHmmssfff'z'");

    /// <summary>
    /// The meetings agreed after an instant and up to another, in the order of their instants; each under the version in force at its instant. Of each rhythm the last one is to be
    /// made, those before it were missed.
    /// </summary>
    /// <param name="book">The workspace's agreement.</param>
    /// <param name="after">Exclusive: up to here it was planned before.</param>
    /// <param name="through">Inclusive: now.</param>
    public static IReadOnlyList<PlannedMeeting> Due(AgreementBook book, Instant after, Instant through)
    {
        ArgumentNullException.ThrowIfNull(book);
        var due = new List<PlannedMeeting>();
        foreach (var version in book.Versions)
            foreach (var rhythm in version.Agreement.Meetings ?? [])
                foreach (var at in MeetingTimes.Between(rhythm, Instant.Max(after, From(book, version)), through))
                    if (book.At(at) == version) due.Add(Of(rhythm, at));
        var last = due.GroupBy(one => one.Rhythm, StringComparer.Ordinal).ToDictionary(rhythm => rhythm.Key, rhythm => rhythm.Max(one => one.At), StringComparer.Ordinal);
        return [.. due.Select(one => one with { Missed = one.At < last[one.Rhythm] }).OrderBy(one => one.At).ThenBy(one => one.Rhythm, StringComparer.Ordinal)];
    }

    /// <summary>The id of a meeting that somebody called at an instant.</summary>
    public static string IdOfCalled(MeetingKind kind, Instant at) => $"{(kind == MeetingKind.Weekly ? "weekly" : "monthly")}-now-{FineStamp.Format(at)}";

    private static PlannedMeeting Of(MeetingRhythm rhythm, Instant at) => new(
        $"{rhythm.Key}-{Stamp.Format(at)}", rhythm.Every == MeetingEvery.Week ? MeetingKind.Weekly : MeetingKind.Monthly, rhythm.Key, rhythm.Name, at,
        MeetingTimes.Before(rhythm, at), Missed: false);

    /// <summary>The instant just before a version is in force; the first one always was.</summary>
    private static Instant From(AgreementBook book, CompiledAgreement version) =>
        version == book.Versions[0] ? Instant.MinValue : version.Agreement.InForceFrom - Duration.Epsilon;
}
