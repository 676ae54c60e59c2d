using System.Collections.Immutable;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Testing.Leads;

/// <summary>Writes journal rows of one lead in few words. Times are minutes after <see cref="Monday"/>.</summary>
public static class Rows
{
    /// <summary>A Monday, 9:00 in São Paulo.</summary>
    public static Instant Monday { get; } = Instant.FromUtc(2026, 11, 2, 12, 0);

    /// <summary>The lead.</summary>
    public const string Lead = "L-1";

    /// <summary>A row that was received when it occurred.</summary>
    public static JournalRow Row(long seq, double minute, EventData data, string? id = null, Instant? received = null, OtherValues other = OtherValues.None)
    {
        var at = Monday + Duration.FromSeconds(Math.Round(minute * 60));
        return new JournalRow(seq, Lead, new LeadEvent(id ?? $"e{seq}", TypeOf(data), at, received ?? at, "test", null, data), other, null);
    }

    /// <summary>A capture with a source.</summary>
    public static Captured Captured(string? source = null) => new(LeadAttributes.None with { Source = source });

    /// <summary>An update of the source.</summary>
    public static Updated Updated(string? source) => new(LeadAttributes.None with { Source = source });

    /// <summary>A stage change.</summary>
    public static StageChanged To(string stage) => new(stage, null);

    /// <summary>A call.</summary>
    public static Touched Call(bool automated = false) => new("call", null, automated);

    private static EventType TypeOf(EventData data) => data switch
    {
        Domain.Leads.Captured => EventType.Captured,
        StageChanged => EventType.StageChanged,
        Rejected => EventType.Rejected,
        Recycled => EventType.Recycled,
        Assigned => EventType.Assigned,
        Touched => EventType.Touched,
        Domain.Leads.Updated => EventType.Updated,
        DealWon => EventType.DealWon,
        DealLost => EventType.DealLost,
        SlaBreached => EventType.SlaBreached,
        SlaWarned => EventType.SlaWarned,
        EventQuarantined => EventType.EventQuarantined,
        Unreadable => EventType.Unreadable,
        _ => throw new ArgumentException("no such event", nameof(data)),
    };
}
