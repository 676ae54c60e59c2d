namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>A part of a country with holidays of its own.</summary>
public sealed class HolidayRegion
{
    internal HolidayRegion(string code, string name, IReadOnlyList<HolidayRule> rules)
    {
        (Code, Name, Rules) = (code, name, rules);
    }

    /// <summary>The code within its country as ISO 3166-2 has it, for example <c>SP</c>.</summary>
    public string Code { get; }

    /// <summary>Its own name.</summary>
    public string Name { get; }

    internal IReadOnlyList<HolidayRule> Rules { get; }
}
