using System.Globalization;
using System.Text;
using System.Text.Json;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Testing;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Notices;

public sealed class WebhookSecretTests
{
    [Fact]
    public void The_known_signature_is_made()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(SharedData.Path("standard-webhooks", "vectors.json")));
        var known = vectors.RootElement.GetProperty("known_answer");
        known.GetArrayLength().ShouldBeGreaterThan(0);
        foreach (var one in known.EnumerateArray())
        {
            var at = Instant.FromUnixTimeSeconds(long.Parse(one.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture));
            var signature = WebhookSecret.Sign([one.GetProperty("secret").GetString()!], one.GetProperty("id").GetString()!, at, Encoding.UTF8.GetBytes(one.GetProperty("body").GetString()!));
            signature.ShouldBe(one.GetProperty("expected").GetString());
            vectors.RootElement.GetProperty("negative_signatures").EnumerateArray().Select(wrong => wrong.GetString()).ShouldNotContain(signature);
        }
    }

    [Fact]
    public void Two_secrets_that_are_valid_sign_side_by_side()
    {
        var (first, second, at) = (WebhookSecret.Make(), WebhookSecret.Make(), Instant.FromUtc(2026, 11, 2, 12, 0));
        WebhookSecret.Sign([second, first], "msg_1", at, "{}"u8).Split(' ').ShouldBe([WebhookSecret.Sign([second], "msg_1", at, "{}"u8), WebhookSecret.Sign([first], "msg_1", at, "{}"u8)]);
    }

    [Fact]
    public void A_new_secret_has_192_random_bits()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => WebhookSecret.Make()).ToList();
        secrets.ShouldBeUnique();
        secrets.ShouldAllBe(secret => secret.StartsWith("whsec_") && Convert.FromBase64String(secret.Substring(6)).Length == 24);
    }
}
