namespace FunnelGrains.Domain.Leads;

/// <summary>A dimension's value: as sent, and as counted (<c>(other)</c> when it found no place).</summary>
internal readonly record struct CountedValue(string? Sent, string Counted)
{
    public static CountedValue None { get; } = new(null, "");

    public static CountedValue Of(string? sent, bool other) =>
        string.IsNullOrEmpty(sent) ? None : new(sent, other ? Funnel.Cell.OtherValue : sent);
}
