using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Comparing;
using FunnelGrains.Domain.Agreements.Documents;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Agreements;

/// <summary>
/// How a draft becomes a version: it is noted as on its way, written into the table that counts depend on, noted as published, and told to all shards. A crash in between is settled by the next activation, which
/// looks into the table; a version that nobody was told is found by each silo's watch.
/// </summary>
internal sealed partial class AgreementGrain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<AgreementAnswer> PublishAsync(Instant inForceFrom, string hash, string by)
    {
        if (known.Pending is not null) await SettleAsync();
        if (await FindBookAsync() is not { } book || Draft(book) is not { } draft) return NoDraft;
        if (draft.Hash != hash) return OtherText(draft);
        if (!draft.MissingTeams.IsEmpty) return Refused($"the signature of {string.Join(", ", draft.MissingTeams)} is missing", draft);
        if (AgreementText.HashOf(book.Latest.Agreement) == draft.Hash) return Refused("the draft says the same as the newest version", draft);
        var from = Instant.FromUnixTimeMilliseconds(inForceFrom.ToUnixTimeMilliseconds());
        if (from < clock.Now + AgreementRules.Notice) return Wrong([new FieldError("/inForceFrom", "is not at least a minute ahead: all shards adopt it before it takes force")]);
        if (from > clock.Now + AgreementRules.Farthest) return Wrong([new FieldError("/inForceFrom", "is more than two years ahead")]);
        var version = draft.Agreement with { Version = book.Version + 1, InForceFrom = from };
        var errors = AgreementRules.CheckNext(version, book, from);
        if (errors.Count > 0) return Wrong(errors);
        var pending = new StoredPublication(
            version.Version, draft.Hash, Now, by, known.Draft!.Signatures, [.. AgreementComparison.Compare(book.Latest.Agreement, version).Select(StoredChange.Of)]);
        await KeepAsync(With(known.Draft, pending, known.Publications, []));
        if (!await workspaces.PublishAsync(workspace, version, CancellationToken.None))
        {
            await SettleAsync();
            return Refused($"version {version.Version} was published by somebody else meanwhile", draft);
        }

        await SettleAsync();
        LogPublished(logger, workspace, version.Version, from);
        await TellAsync(version.Version);
        return new AgreementAnswer(AgreementOutcome.Done, "", [], null, Published(version));
    }

    /// <summary>What was on its way arrived, or did not: the table knows.</summary>
    private async Task SettleAsync()
    {
        var pending = known.Pending!;
        var arrived = await FindBookAsync() is { } book && book.Versions.Any(version => version.Agreement.Version == pending.Version && AgreementText.HashOf(version.Agreement) == pending.Hash);
        await KeepAsync(arrived
            ? With(null, null, [.. known.Publications, pending], [new StoredDeed(pending.AtUnixMs, pending.By, "published", null, pending.Hash, pending.Version)])
            : With(known.Draft, null, known.Publications, []));
    }

    /// <summary>Has every shard adopt it. One that does not answer in time adopts it by its silo's watch, or when it is opened.</summary>
    private async Task TellAsync(int version)
    {
        try
        {
            var book = (await FindBookAsync())!;
            await Task.WhenAll(Shards(book).Select(shard => shard.AdoptAsync(version))).WaitAsync(Patience, clock.Provider);
        }
        catch (Exception late)
        {
            LogToldLate(logger, late, workspace, version);
        }
    }

    private static AgreementAnswer Refused(string why, AgreementDraft draft) => new(AgreementOutcome.Conflict, why, [], draft);

    private AgreementState With(StoredDraft? draft, StoredPublication? pending, List<StoredPublication> publications, IEnumerable<StoredDeed> deeds) => new()
    {
        Revision = known.Revision,
        Draft = draft,
        Pending = pending,
        Publications = publications,
        History = [.. known.History.Concat(deeds).TakeLast(LongestHistory)],
    };

    [LoggerMessage(LogLevel.Information, "Version {Version} of the agreement of {Workspace} is published, in force from {InForceFrom}")]
    private static partial void LogPublished(ILogger logger, string workspace, int version, Instant inForceFrom);

    [LoggerMessage(LogLevel.Warning, "Not every shard of {Workspace} said that it counts by version {Version}; the others will before it takes force")]
    private static partial void LogToldLate(ILogger logger, Exception why, string workspace, int version);
}
