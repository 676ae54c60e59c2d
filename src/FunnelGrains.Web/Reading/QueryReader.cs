using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Web.Reading;

/// <summary>Reads a query string and names each bad parameter.</summary>
internal sealed class QueryReader
{
    private const int LastYear = 2200;
    private readonly IQueryCollection query;
    private readonly Dictionary<string, string[]> errors = new(StringComparer.Ordinal);

    public QueryReader(IQueryCollection query, IReadOnlyCollection<string> known)
    {
        this.query = query;
        foreach (var name in query.Keys)
            if (!known.Contains(name, StringComparer.Ordinal)) Refuse(name, $"is not a parameter here; there are {string.Join(", ", known)}");
    }

    /// <summary>What is wrong; null when nothing is.</summary>
    public IResult? Problem => errors.Count == 0 ? null
        : Problems.Problem.Of(StatusCodes.Status400BadRequest, string.Join("; ", errors.Select(error => $"{error.Key} {error.Value[0]}")), errors);

    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>All values of a parameter that may stand several times; empty ones left out.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. query[name].OfType<string>().Where(text => text.Length > 0)];

    /// <summary>First and last day, of which both are there or none.</summary>
    public (LocalDate? From, LocalDate? To) Period()
    {
        var (from, to) = (Date("from"), Date("to"));
        if (from is null != to is null) Refuse(from is null ? "from" : "to", "from and to go together");
        if (to < from) Refuse("to", "is before from");
        return (from, to);
    }

    public LocalDate? Date(string name)
    {
        if (Text(name) is not { } text) return null;
        var parsed = LocalDatePattern.Iso.Parse(text);
        if (parsed.Success && parsed.Value.Year is >= 1970 and <= LastYear) return parsed.Value;
        Refuse(name, $"must be a date such as 2026-11-02, from 1970 to {LastYear}");
        return null;
    }

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text) return otherwise;
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Refuse(name, $"must be {least} to {most}");
        return otherwise;
    }

    public T? OneOf<T>(string name, IReadOnlyCollection<string> names) where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        if (names.Contains(text, StringComparer.Ordinal)) return Enum.Parse<T>(text, ignoreCase: true);
        Refuse(name, $"must be one of {string.Join(", ", names)}");
        return null;
    }

    public string OneOf(string name, IReadOnlyList<string> names)
    {
        var text = Text(name) ?? names[0];
        if (!names.Contains(text, StringComparer.Ordinal)) Refuse(name, $"must be one of {string.Join(", ", names)}");
        return text;
    }

    /// <summary>The answer to a cursor that is not ours, or of another order.</summary>
    public IResult RefuseCursor()
    {
        Refuse("cursor", "is none that a page of this list in this order gave; begin without it");
        return Problem!;
    }

    public void Refuse(string name, string error) => errors[name] = [error];
}
