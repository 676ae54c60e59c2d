namespace FunnelGrains.Domain;

/// <summary>One thing that is wrong with a document someone sent, and where.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) of the bad value, from the root of the document that was checked; empty for the whole.</param>
/// <param name="Message">What is wrong, in a sentence a person can act on.</param>
public readonly record struct FieldError(string Pointer, string Message)
{
    /// <summary>The pointer of a member or element below another.</summary>
    /// <param name="parent">A JSON pointer; empty for the root.</param>
    /// <param name="name">The member's name or the element's index, not escaped.</param>
    public static string Below(string parent, string name) =>
        string.Concat(parent, "/", name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
