using System.Security.Cryptography;
using FunnelGrains.Host.Options;

namespace FunnelGrains.Host.Starting;

/// <summary>Finds a certificate that is missing or cannot be used before anything else starts.</summary>
internal static class Certificates
{
    /// <summary>Asks the web server itself, with the same settings, on a port of this machine alone.</summary>
    /// <param name="urls">The addresses; nothing is asked where none is https.</param>
    /// <param name="configuration">Where the certificate is set.</param>
    /// <exception cref="StartRefusedException">There is no certificate that it would take.</exception>
    public static async Task CheckAsync(IEnumerable<Uri> urls, IConfiguration configuration)
    {
        if (urls.FirstOrDefault(url => url.Scheme == Uri.UriSchemeHttps) is not { } secure) return;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrel((context, kestrel) => kestrel.Configure(context.Configuration.GetSection("Kestrel"))).UseUrls("https://127.0.0.1:0");
        await using var trial = builder.Build();
        try
        {
            await trial.StartAsync();
            await trial.StopAsync();
        }
        catch (Exception failed) when (failed is InvalidOperationException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            var why = failed is InvalidOperationException ? "it needs a certificate; name its file" : $"its certificate cannot be used ({failed.Message.TrimEnd('.')}); name another";
            throw new StartRefusedException(
                $"cannot listen on {secure.GetLeftPart(UriPartial.Authority)}: {why} with Kestrel__Certificates__Default__Path, its key with …__KeyPath or …__Password.", failed);
        }
    }
}
