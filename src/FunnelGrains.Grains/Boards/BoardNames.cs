using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Grains.Boards;

/// <summary>How clauses and persons are named on a wall: persons by initials.</summary>
internal sealed class BoardNames(Func<AgreementBook> books)
{
    private static readonly char[] Separators = [' ', '.', '_', '-'];

    /// <summary><c>Ana Souza</c>, <c>ana.souza</c> and <c>ana.souza@example.com</c> are AS; null for nobody.</summary>
    public static string? Initials(string? owner)
    {
        if (string.IsNullOrWhiteSpace(owner)) return null;
        var words = owner.Split('@')[0].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return null;
        var first = FirstLetter(words[0]);
        return (words.Length == 1 ? first : first + FirstLetter(words[^1])).ToUpperInvariant();
    }

    /// <summary>The name as it was given, without the domain of an address: on a wall <c>ana.souza@example.com</c> is ana.souza. Null for nobody.</summary>
    public static string? Person(string? owner) => string.IsNullOrWhiteSpace(owner) ? null : owner.Split('@')[0].Trim() is { Length: > 0 } name ? name : null;

    /// <summary>The promise in words; the key for a clause that is gone.</summary>
    public LocalText Clause(string key) =>
        books() is var book && book.FindClause(key, book.Latest) is { } clause ? clause.Clause.Name : new LocalText(key, key);

    public BoardBreach Of(LeadBreach breach)
    {
        var (lead, view) = breach;
        return new BoardBreach(view.Id, lead, view.Clause, Clause(view.Clause), view.Team, Initials(view.Owner), view.Due, Person(view.Owner));
    }

    public BoardClock Of(LeadClock clock)
    {
        var (lead, view) = clock;
        return new BoardClock(lead, view.Clause, Clause(view.Clause), view.Team, Initials(view.Owner), view.Start, view.Due!.Value, Person(view.Owner));
    }

    private static string FirstLetter(string word) => System.Globalization.StringInfo.GetNextTextElement(word);
}
