using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain;
using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Ingest;

/// <summary>What became of each event of a body, in its order; writes the answer of the contract.</summary>
internal sealed class IngestLedger
{
    private readonly SortedDictionary<int, EventResult> results = [];
    private readonly int[] counts = new int[5];

    public TimeSpan? RetryAfter { get; private set; }

    private int broken;

    private int this[OutcomeStatus status] => counts[(int)status];

    /// <summary>Whether something of the body may be stored by now: then the answer has to tell of each event.</summary>
    public bool IsStored => counts.Sum() > this[OutcomeStatus.Refused];

    public void Refuse(int index, string? id, IEnumerable<FieldError> errors)
    {
        counts[(int)OutcomeStatus.Refused]++;
        results[index] = new EventResult(index, id, "refused", null, Problem.ByField(errors));
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

    /// <summary>The body could not be read to its end: told by the status, while the answer tells what was stored before.</summary>
    public void Broken(int status) => broken = status;

    /// <summary>200; 422 when all were refused; 503 when some are to be sent again; 400 or 413 for a body that broke off.</summary>
    public int Status => broken != 0 ? broken
        : this[OutcomeStatus.Retry] > 0 ? StatusCodes.Status503ServiceUnavailable
        : this[OutcomeStatus.Refused] > 0 && this[OutcomeStatus.Refused] == counts.Sum() ? StatusCodes.Status422UnprocessableEntity
        : StatusCodes.Status200OK;

    public IngestAnswer Answer() => new(
        this[OutcomeStatus.Accepted], this[OutcomeStatus.Duplicate] + this[OutcomeStatus.DuplicateDiffers], this[OutcomeStatus.Refused],
        [.. results.Values]);
}
