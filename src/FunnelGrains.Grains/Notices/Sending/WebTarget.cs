using System.Globalization;
using System.Net;

namespace FunnelGrains.Grains.Notices.Sending;

/// <summary>Which addresses of the web messages may go to, by what is written; where a name leads is looked at when it is connected to.</summary>
internal static class WebTarget
{
    private const int FirstFreePort = 1_024;

    /// <summary>What is wrong with an address; null when nothing is.</summary>
    /// <param name="text">An absolute address of the web.</param>
    /// <param name="options">What is allowed.</param>
    public static string? Wrong(string text, NotifierOptions options)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)) return "is no address";
        if (url.Scheme == Uri.UriSchemeHttp && !options.AllowHttp) return "must be https: what is sent could be read on its way";
        if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) return "must be https";
        if (url.UserInfo.Length > 0) return "must not hold a name or password";
        if (url.Fragment.Length > 0) return "must not have a fragment";
        if (url.Port is not (443 or 80) && url.Port < FirstFreePort)
            return string.Create(CultureInfo.InvariantCulture, $"has the port {url.Port}: take 443, 80, or one from {FirstFreePort} on");
        // Whatever way an address is written in, Uri has made its usual form of it; a name that is none of them is asked for when it is connected to.
        return !options.AllowPrivate && IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) && NetAddresses.NotPublic(address) is { } what
            ? $"is the address {address}, which is {what}" : null;
    }
}
