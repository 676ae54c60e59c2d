using NodaTime;

namespace FunnelGrains.Domain.Agreements;

/// <summary>All versions of a workspace's agreement, ready for folding. Immutable; made once a workspace and shared by its leads.</summary>
public sealed class AgreementBook
{
    private const long TicksPerDay = NodaConstants.TicksPerDay;
    private readonly CompiledAgreement[] versions;

    private AgreementBook(Workspace workspace)
    {
        Workspace = workspace;
        Zone = DateTimeZoneProviders.Tzdb[workspace.Zone];
        versions = [.. workspace.Agreements.Select(agreement => new CompiledAgreement(agreement))];
        for (var i = versions.Length - 2; i >= 0; i--)
            versions[i].NextForOpenClocks = versions[i + 1].Agreement.Scope == AgreementScope.OpenClocks ? versions[i + 1] : versions[i + 1].NextForOpenClocks;
    }

    /// <summary>The workspace.</summary>
    public Workspace Workspace { get; }

    /// <summary>Its zone.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The newest version.</summary>
    public CompiledAgreement Latest => versions[^1];

    /// <summary>Makes the book of a valid workspace.</summary>
    public static AgreementBook Of(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return new AgreementBook(workspace);
    }

    /// <summary>The version in force at an instant; before the first, the first.</summary>
    public CompiledAgreement At(Instant instant)
    {
        for (var i = versions.Length - 1; i > 0; i--)
            if (versions[i].Agreement.InForceFrom <= instant) return versions[i];
        return versions[0];
    }

    /// <summary>The stage of a key as the given version knows it, else as the newest version that does; null when none does.</summary>
    public CompiledStage? Find(string key, CompiledAgreement preferred)
    {
        ArgumentNullException.ThrowIfNull(preferred);
        if (preferred.Find(key) is { } here) return here;
        for (var i = versions.Length - 1; i >= 0; i--)
            if (versions[i].Find(key) is { } there) return there;
        return null;
    }

    /// <summary>The workspace's local day of an instant, as days since 1970-01-01.</summary>
    public int DayOf(Instant instant)
    {
        var local = instant.ToUnixTimeTicks() + Zone.GetUtcOffset(instant).Ticks;
        return (int)(local >= 0 ? local / TicksPerDay : (local - TicksPerDay + 1) / TicksPerDay);
    }
}
