using NodaTime;

namespace FunnelGrains.Domain.Agreements;

/// <summary>All versions of a workspace's agreement, ready for folding. Immutable; made once a workspace and shared by its leads.</summary>
public sealed class AgreementBook
{
    private const long TicksPerDay = NodaConstants.TicksPerDay;
    private readonly CompiledAgreement[] versions;

    private AgreementBook(Workspace workspace, CompiledAgreement[] versions)
    {
        Workspace = workspace;
        Zone = DateTimeZoneProviders.Tzdb[workspace.Zone];
        // Books share what was compiled, but not what comes next.
        this.versions = [.. versions.Select(version => version.Copy())];
        CompiledAgreement? takesOpenClocks = null;
        for (var i = this.versions.Length - 1; i >= 0; i--)
        {
            if (!IsEverInForce(i)) continue;
            this.versions[i].NextForOpenClocks = takesOpenClocks;
            if (this.versions[i].Agreement.Scope == AgreementScope.OpenClocks) takesOpenClocks = this.versions[i];
        }
    }

    /// <summary>The workspace.</summary>
    public Workspace Workspace { get; }

    /// <summary>Its zone.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>All versions, ascending.</summary>
    public IReadOnlyList<CompiledAgreement> Versions => versions;

    /// <summary>The newest version, in force or not yet.</summary>
    public CompiledAgreement Latest => versions[^1];

    /// <summary>The number of the newest version: books of one workspace with the same number are the same.</summary>
    public int Version => Latest.Agreement.Version;

    /// <summary>Makes the book of a valid workspace.</summary>
    public static AgreementBook Of(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return new AgreementBook(workspace, [.. workspace.Agreements.Select(agreement => new CompiledAgreement(agreement))]);
    }

    /// <summary>The book of the same workspace with the versions that came since; those it has are not compiled again.</summary>
    /// <param name="newer">The workspace as it is now.</param>
    /// <returns>This book when nothing came.</returns>
    public AgreementBook With(Workspace newer)
    {
        ArgumentNullException.ThrowIfNull(newer);
        return newer.Agreements[^1].Version <= Version
            ? this
            : new AgreementBook(newer, [.. versions, .. newer.Agreements.Where(agreement => agreement.Version > Version).Select(agreement => new CompiledAgreement(agreement))]);
    }

    /// <summary>The book as it was when a version was the newest.</summary>
    /// <returns>Null when it does not have that version.</returns>
    public AgreementBook? Through(int version)
    {
        if (version == Version) return this;
        var known = Array.FindIndex(versions, compiled => compiled.Agreement.Version == version);
        return known < 0 ? null : new AgreementBook(Workspace with { Agreements = [.. Workspace.Agreements.Take(known + 1)] }, versions[..(known + 1)]);
    }

    /// <summary>The version in force at an instant; before the first, the first. A later version that takes force no later than an earlier one takes its place altogether.</summary>
    public CompiledAgreement At(Instant instant)
    {
        for (var i = versions.Length - 1; i > 0; i--)
            if (versions[i].Agreement.InForceFrom <= instant) return versions[i];
        return versions[0];
    }

    /// <summary>Whether no later version takes force at the same instant or before: the first is in force before its own instant too.</summary>
    private bool IsEverInForce(int index)
    {
        for (var later = index + 1; later < versions.Length; later++)
            if (versions[later].Agreement.InForceFrom <= versions[index].Agreement.InForceFrom) return index == 0;
        return true;
    }

    /// <summary>
    /// The stage of a key as the given version knows it; else as the last version before it that does, else as the first one after. So what an event says is never changed by a version
    /// that is added later.
    /// </summary>
    /// <returns>Null when no version knows it.</returns>
    public CompiledStage? Find(string key, CompiledAgreement preferred)
    {
        ArgumentNullException.ThrowIfNull(preferred);
        if (preferred.Find(key) is { } here) return here;
        var at = Array.IndexOf(versions, preferred);
        for (var i = at - 1; i >= 0; i--)
            if (versions[i].Find(key) is { } before) return before;
        for (var i = at + 1; i < versions.Length; i++)
            if (versions[i].Find(key) is { } after) return after;
        return null;
    }

    /// <summary>
    /// The funnel as it is shown at an instant: the stages in force, and each open stage of another version that still holds leads, behind the one that it followed there.
    /// </summary>
    /// <param name="instant">The instant.</param>
    /// <param name="holdsLeads">Whether open leads are in a stage.</param>
    public IReadOnlyList<CompiledStage> FunnelAt(Instant instant, Func<string, bool> holdsLeads)
    {
        ArgumentNullException.ThrowIfNull(holdsLeads);
        var version = At(instant);
        if (versions.Length == 1) return version.Funnel;
        var funnel = version.Funnel.ToList();
        foreach (var other in versions.Reverse())
            for (var i = 0; i < other.Funnel.Count; i++)
                if (other.Funnel[i] is { Stage.Kind: StageKind.Open } stage && funnel.TrueForAll(shown => shown.Key != stage.Key) && holdsLeads(stage.Key))
                    funnel.Insert(1 + funnel.FindLastIndex(shown => other.Funnel.Take(i).Any(before => before.Key == shown.Key)), stage);
        return funnel;
    }

    /// <summary>The clauses as they are shown at an instant: those in force, and each of another version that still counts something.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="counts">Whether a clause has clocks or breaches to show.</param>
    public IReadOnlyList<CompiledClause> ClausesAt(Instant instant, Func<string, bool> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var clauses = At(instant).Clauses.ToList();
        foreach (var other in versions.Reverse())
            clauses.AddRange(other.Clauses.Where(clause => clauses.TrueForAll(shown => shown.Clause.Key != clause.Clause.Key) && counts(clause.Clause.Key)).ToList());
        return clauses;
    }

    /// <summary>The clause of a key as the given version knows it, else as the newest version that does; null when none does.</summary>
    public CompiledClause? FindClause(string key, CompiledAgreement preferred)
    {
        ArgumentNullException.ThrowIfNull(preferred);
        return versions.Reverse().Prepend(preferred).Select(version => version.FindClause(key)).FirstOrDefault(clause => clause is not null);
    }

    /// <summary>The workspace's local day of an instant, as days since 1970-01-01.</summary>
    public int DayOf(Instant instant)
    {
        var local = instant.ToUnixTimeTicks() + Zone.GetUtcOffset(instant).Ticks;
        return (int)(local >= 0 ? local / TicksPerDay : (local - TicksPerDay + 1) / TicksPerDay);
    }
}
