using System.Text;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Storage.ReadModel;

/// <summary>The text that searches look into: lower case, Latin letters without their accents, so that "sao" finds "São" on every engine alike.</summary>
internal static class SearchText
{
    private const char Between = '\n';
    private const char First = '\u00E0';

    // From U+00E0 to U+017E: the letter without its accent; a dot where there is none (÷, æ, ð, þ …).
    private const string Bare =
        "aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllllnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz";

    /// <summary>What a lead is found by: id, source, campaign, segment and owner, a line each.</summary>
    public static string Of(LeadView lead) =>
        string.Join(Between, Fold(lead.Lead), Fold(lead.Source), Fold(lead.Campaign), Fold(lead.Segment), Fold(lead.Owner));

    /// <summary>A text as searches compare it; a line's end is a space in it, so that nothing is found across two fields.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var lower = text.ToLowerInvariant().Replace(Between, ' ');
        if (Ascii.IsValid(lower)) return lower;
        return string.Create(lower.Length, lower, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = Fold(from[i]);
        });
    }

    private static char Fold(char letter)
    {
        var at = letter - First;
        return at >= 0 && at < Bare.Length && Bare[at] != '.' ? Bare[at] : letter;
    }
}
