using System.Collections.Immutable;
using NodaTime.Text;
using Orleans;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>Which holidays a calendar keeps closed: a note beside its exceptions, from which they can be made again for later years. It opens and closes nothing by itself.</summary>
[GenerateSerializer, Immutable, Alias("fg.holidays")]
public sealed record HolidayChoice
{
    /// <summary>The ISO 3166-1 code, for example <c>BR</c>.</summary>
    [Id(0)]
    public required string Country { get; init; }

    /// <summary>The region's code within the country, for example <c>SP</c>; null for the country's holidays alone.</summary>
    [Id(1)]
    public string? Region { get; init; }

    /// <summary>Keys of the optional holidays that are kept closed; all others of that kind stay open.</summary>
    [Id(2)]
    public ImmutableArray<string> Optional { get; init; } = [];

    /// <summary>Holidays that are open all the same: a key for every year, a date such as <c>2026-07-09</c> for that one.</summary>
    [Id(3)]
    public ImmutableArray<string> StruckOff { get; init; } = [];

    /// <summary>Everything that is wrong with the choice; empty when exceptions can be made from it.</summary>
    /// <param name="at">JSON pointer of the choice in the document that holds it.</param>
    public IReadOnlyList<FieldError> Validate(string at = "")
    {
        if (HolidayBook.Find(Country) is not { } country)
            return [new(at + "/country", $"is not one of {string.Join(", ", HolidayBook.Countries.Select(known => known.Code))}")];
        var region = Region is null ? null : country.FindRegion(Region);
        if (Region is not null && region is null)
            return [new(at + "/region", country.Regions.Count == 0 ? $"is none: of {Country} only the country's holidays are known" : $"is not a region of {Country}, such as {country.Regions[0].Code}")];
        return
        [
            .. Optional.Index().Where(entry => country.KindOf(entry.Item, region) is null)
                .Select(entry => new FieldError(FieldError.Below(at + "/optional", Text(entry.Index)), "is not the key of a holiday there")),
            .. StruckOff.Index().Where(entry => country.KindOf(entry.Item, region) is null && !LocalDatePattern.Iso.Parse(entry.Item).Success)
                .Select(entry => new FieldError(FieldError.Below(at + "/struckOff", Text(entry.Index)), "is neither the key of a holiday there nor a date of the form 2026-12-25")),
        ];
    }

    /// <inheritdoc/>
    public bool Equals(HolidayChoice? other) =>
        other is not null && Country == other.Country && Region == other.Region && Optional.SequenceEqual(other.Optional) && StruckOff.SequenceEqual(other.StruckOff);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Country, Region, Optional.Length, StruckOff.Length);

    private static string Text(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
