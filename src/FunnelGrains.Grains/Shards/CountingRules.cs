using System.Globalization;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// By what counts were reckoned: the version of the tz database, and the newest version of the agreement. It stands beside each checkpoint as <c>2025b</c>, and where the agreement has
/// more than one version as <c>2025b agreement 2</c>: a program that knows the tz database alone then counts anew.
/// </summary>
/// <param name="Book">The agreement with that version as its newest.</param>
internal sealed record CountingRules(AgreementBook Book)
{
    private const string Separator = " agreement ";

    /// <summary>Those of now.</summary>
    public static CountingRules Of(AgreementBook book) => new(book);

    /// <summary>What stands beside a checkpoint.</summary>
    /// <param name="text">The text; one without an agreement is of its first version.</param>
    /// <param name="book">The agreement with every version there is.</param>
    /// <returns>Null for another tz database and for a version that is not there: all is to be counted anew.</returns>
    public static CountingRules? Read(string? text, AgreementBook book)
    {
        var parts = (text ?? "").Split(Separator);
        if (parts[0] != ZoneDatabase.Version) return null;
        var version = parts.Length == 1 ? book.Versions[0].Agreement.Version : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0;
        return book.Through(version) is { } then ? new CountingRules(then) : null;
    }

    /// <summary>The text.</summary>
    public string Write() => Book.Versions.Count == 1
        ? ZoneDatabase.Version
        : string.Create(CultureInfo.InvariantCulture, $"{ZoneDatabase.Version}{Separator}{Book.Version}");
}
