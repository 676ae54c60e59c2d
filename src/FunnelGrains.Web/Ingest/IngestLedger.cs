using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Ingest;

/// <summary>What became of each event of a body, in its order; writes the answer of the contract.</summary>
internal sealed class IngestLedger
{
    private readonly SortedDictionary<int, EventResult> results = [];
    private readonly int[] counts = new int[5];

    public TimeSpan? RetryAfter { get; private set; }

    private int this[OutcomeStatus status] => counts[(int)status];

    public void Refuse(int index, string? id, IEnumerable<FieldError> errors)
    {
        counts[(int)OutcomeStatus.Refused]++;
        results[index] = new EventResult(
            index, id, "refused", null, errors.GroupBy(error => error.Pointer, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Select(error => error.Message).ToArray(), StringComparer.Ordinal));
    }

    public void Settle(int index, string id, EventOutcome outcome, bool all)
    {
        counts[(int)outcome.Status]++;
        if (outcome.Status == OutcomeStatus.Accepted && !all) return;
        var errors = outcome.Error is null ? null : new Dictionary<string, string[]> { [outcome.Pointer ?? ""] = [outcome.Error] };
        results[index] = outcome.Status switch
        {
            OutcomeStatus.Accepted => new EventResult(index, id, "accepted", null, null),
            OutcomeStatus.Duplicate => new EventResult(index, id, "duplicate", null, null),
            OutcomeStatus.DuplicateDiffers => new EventResult(index, id, "duplicate", true, null),
            OutcomeStatus.Refused => new EventResult(index, id, "refused", null, errors),
            _ => new EventResult(index, id, "retry", null, null),
        };
    }

    public void Later(TimeSpan after) => RetryAfter = RetryAfter is { } known && known > after ? known : after;

    /// <summary>Whether nothing was stored and all that can be is to be sent again.</summary>
    public bool IsAllLater => this[OutcomeStatus.Retry] > 0 && counts.Sum() == this[OutcomeStatus.Retry];

    /// <summary>200; 422 when all were refused; 503 when some are to be sent again.</summary>
    public int Status => this[OutcomeStatus.Retry] > 0 ? StatusCodes.Status503ServiceUnavailable
        : this[OutcomeStatus.Refused] > 0 && this[OutcomeStatus.Refused] == counts.Sum() ? StatusCodes.Status422UnprocessableEntity
        : StatusCodes.Status200OK;

    public IngestAnswer Answer() => new(
        this[OutcomeStatus.Accepted], this[OutcomeStatus.Duplicate] + this[OutcomeStatus.DuplicateDiffers], this[OutcomeStatus.Refused],
        [.. results.Values]);
}
