using Orleans;

namespace FunnelGrains.Domain.Desk;

/// <summary>What somebody wants to do about a breach.</summary>
/// <param name="Kind">What.</param>
/// <param name="By">Who, 1 to 100 characters.</param>
/// <param name="Origin">The key or session by which he comes.</param>
/// <param name="Text">The note or the reason, 1 to 4,000 characters; null where there is none to give.</param>
/// <param name="Code">The kind of reason, 1 to 60 characters of a-z, 0-9, _ and -; null for none.</param>
/// <param name="Key">What the sender calls it, 1 to 200 characters; null for nothing.</param>
/// <param name="Force">Whether what somebody else has taken is released too.</param>
[GenerateSerializer, Immutable, Alias("fg.deskorder")]
public sealed record DeskOrder(DeskDeedKind Kind, string By, string Origin, string? Text = null, string? Code = null, string? Key = null, bool Force = false)
{
    /// <summary>The longest note or reason, in UTF-16 units.</summary>
    public const int LongestText = 4_000;

    private const int LongestName = 100;
    private const int LongestCode = 60;
    private const int LongestKey = 200;

    /// <summary>What is wrong with it in itself, by the members of its body.</summary>
    public IEnumerable<FieldError> Validate()
    {
        if (By.Length is 0 or > LongestName || By.Any(char.IsControl)) yield return new FieldError("/by", $"must be a text of 1 to {LongestName} characters");
        if (Key is { Length: 0 or > LongestKey }) yield return new FieldError("/id", $"must be a text of 1 to {LongestKey} characters");
        var text = Kind == DeskDeedKind.Resolved ? "/reason" : "/text";
        if (Kind is DeskDeedKind.Noted or DeskDeedKind.Resolved && string.IsNullOrWhiteSpace(Text)) yield return new FieldError(text, "is required");
        if (Text?.Length > LongestText) yield return new FieldError(text, $"is longer than {LongestText} characters");
        if (Code is not null && (Code.Length is 0 or > LongestCode || !Code.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-')))
            yield return new FieldError("/code", $"has 1 to {LongestCode} characters of a-z, 0-9, _ and -");
    }
}
