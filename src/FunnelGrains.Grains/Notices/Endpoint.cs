using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Storage.Notices;
using NodaTime;

namespace FunnelGrains.Grains.Notices;

/// <summary>An endpoint as its notifier knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Settings">What is set.</param>
/// <param name="Secret">What signs; empty for kinds that have none.</param>
/// <param name="OldSecret">What signed before; null for none.</param>
/// <param name="OldSecretUntil">Until when it signs too.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Paused">Whether nothing is sent.</param>
/// <param name="PauseReason">Why it was paused by the server; null where it was not.</param>
/// <param name="FailingSince">The first failure since the last delivery.</param>
/// <param name="LastReason">Why the last attempt failed.</param>
internal sealed record Endpoint(
    string Id, EndpointSettings Settings, string Secret, string? OldSecret, Instant? OldSecretUntil, Instant CreatedAt, bool Paused, string? PauseReason, Instant? FailingSince,
    string? LastReason)
{
    /// <summary>How long the secret before a rotation signs too.</summary>
    public static readonly Duration Overlap = Duration.FromHours(24);

    /// <summary>Whether its readers are people, who are told many things in one message.</summary>
    public bool Groups => Settings.Kind != EndpointKind.Webhook;

    public static Endpoint New(string id, EndpointSettings settings, Instant now) => new(
        id, settings, settings.Kind == EndpointKind.Webhook ? WebhookSecret.Make() : "", null, null, now, false, null, null, null);

    /// <summary>The secrets that sign at an instant, the newest first.</summary>
    public ImmutableArray<string> SecretsAt(Instant now) => OldSecret is { } old && OldSecretUntil > now ? [Secret, old] : [Secret];

    public Endpoint Rotated(Instant now) => this with { Secret = WebhookSecret.Make(), OldSecret = Secret, OldSecretUntil = now + Overlap };

    public NoticeEndpoint ToStored() => new(Id, JsonSerializer.Serialize(new StoredEndpoint
    {
        Kind = Settings.Kind.ToString(),
        Name = Settings.Name,
        Target = Settings.Target,
        Types = [.. Settings.Types],
        Teams = [.. Settings.Teams],
        Clauses = [.. Settings.Clauses],
        Language = Settings.Language,
        Recipients = Settings.Recipients.IsDefault ? [] : [.. Settings.Recipients],
        Secret = Secret,
        OldSecret = OldSecret,
        OldSecretUntil = OldSecretUntil?.ToUnixTimeMilliseconds(),
        CreatedAt = CreatedAt.ToUnixTimeMilliseconds(),
        Paused = Paused,
        PauseReason = PauseReason,
        FailingSince = FailingSince?.ToUnixTimeMilliseconds(),
        LastReason = LastReason,
    }));

    public static Endpoint Of(NoticeEndpoint kept)
    {
        var stored = JsonSerializer.Deserialize<StoredEndpoint>(kept.Document)!;
        return new Endpoint(
            kept.Id,
            new EndpointSettings(
                Enum.Parse<EndpointKind>(stored.Kind), stored.Name, stored.Target, [.. stored.Types], [.. stored.Teams], [.. stored.Clauses], stored.Language,
                [.. stored.Recipients]),
            stored.Secret, stored.OldSecret, At(stored.OldSecretUntil), At(stored.CreatedAt)!.Value, stored.Paused, stored.PauseReason, At(stored.FailingSince), stored.LastReason);
    }

    private static Instant? At(long? ms) => ms is { } known ? Instant.FromUnixTimeMilliseconds(known) : null;
}

/// <summary>An endpoint as it is stored; instants are unix milliseconds.</summary>
internal sealed class StoredEndpoint
{
    public string Kind { get; set; } = "";

    public string Name { get; set; } = "";

    public string Target { get; set; } = "";

    public List<string> Types { get; set; } = [];

    public List<string> Teams { get; set; } = [];

    public List<string> Clauses { get; set; } = [];

    public string Language { get; set; } = "";

    public List<string> Recipients { get; set; } = [];

    public string Secret { get; set; } = "";

    public string? OldSecret { get; set; }

    public long? OldSecretUntil { get; set; }

    public long CreatedAt { get; set; }

    public bool Paused { get; set; }

    public string? PauseReason { get; set; }

    public long? FailingSince { get; set; }

    public string? LastReason { get; set; }
}
