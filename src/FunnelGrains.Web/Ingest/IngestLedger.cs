using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Ingest;

/// <summary>
/// What became of each event of a body, in its order. Results are turned into the text of the answer as soon as no earlier one can come: as objects, those of a hundred
/// thousand refused lines would take ten times as much memory.
/// </summary>
internal sealed class IngestLedger(BodyBudget budget) : IDisposable
{
    // A hundred thousand of them with the longest ids.
    private const long Greatest = 32_000_000;

    // With little memory less, so that one body's results do not take all of it.
    private readonly long longest = Math.Min(Greatest, budget.Most / 2);
    private readonly List<EventResult> recent = [];
    private readonly ResultsText results = new(budget);
    private readonly int[] counts = new int[5];
    private int broken;

    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>Results that <see cref="Settled"/> has yet to write.</summary>
    public int Recent => recent.Count;

    /// <summary>Why no further results can be told; null while they can.</summary>
    public BodyRefusal? Full => results.Length > longest ? TooLong : results.IsOverBudget ? BodyRefusal.Busy : null;

    /// <summary>Whether something of the body may be stored by now: then the answer has to tell of each event.</summary>
    public bool IsStored => counts.Sum() > this[OutcomeStatus.Refused];

    /// <summary>200; 422 when all were refused; 503 when some are to be sent again; 400, 413 or 503 for a body that broke off.</summary>
    public int Status => broken != 0 ? broken
        : this[OutcomeStatus.Retry] > 0 ? StatusCodes.Status503ServiceUnavailable
        : this[OutcomeStatus.Refused] > 0 && this[OutcomeStatus.Refused] == counts.Sum() ? StatusCodes.Status422UnprocessableEntity
        : StatusCodes.Status200OK;

    private BodyRefusal TooLong => new(
        StatusCodes.Status413PayloadTooLarge, $"what is to be told of a body has at most {longest} bytes; send the rest in another");

    private int this[OutcomeStatus status] => counts[(int)status];

    public void Refuse(int index, string? id, IEnumerable<FieldError> errors)
    {
        counts[(int)OutcomeStatus.Refused]++;
        recent.Add(new EventResult(index, id, "refused", null, Problem.ByField(errors)));
    }

    public void Settle(int index, string? id, EventOutcome outcome, bool all)
    {
        counts[(int)outcome.Status]++;
        if (outcome.Status == OutcomeStatus.Accepted && !all) return;
        var errors = outcome.Error is null ? null : new Dictionary<string, string[]> { [outcome.Pointer ?? ""] = [outcome.Error] };
        recent.Add(outcome.Status switch
        {
            OutcomeStatus.Accepted => new EventResult(index, id, "accepted", null, null),
            OutcomeStatus.Duplicate => new EventResult(index, id, "duplicate", null, null),
            OutcomeStatus.DuplicateDiffers => new EventResult(index, id, "duplicate", true, null),
            OutcomeStatus.Refused => new EventResult(index, id, "refused", null, errors),
            _ => new EventResult(index, id, "retry", null, null),
        });
    }

    /// <summary>Nothing that came so far waits any more: what follows comes after it.</summary>
    public void Settled()
    {
        recent.Sort(static (one, other) => one.Index.CompareTo(other.Index));
        results.Write(recent);
        recent.Clear();
    }

    public void Later(TimeSpan after) => RetryAfter = RetryAfter is { } known && known > after ? known : after;

    /// <summary>The body could not be read to its end: told by the status, while the answer tells what was stored before.</summary>
    public void Broken(int status)
    {
        broken = status;
        if (status == StatusCodes.Status503ServiceUnavailable) Later(TimeSpan.FromSeconds(1));
    }

    /// <summary>The answer of the contract; what became of the events is measured with it.</summary>
    public IResult Answer()
    {
        var duplicates = this[OutcomeStatus.Duplicate] + this[OutcomeStatus.DuplicateDiffers];
        IngestMetrics.Answered(this[OutcomeStatus.Accepted], duplicates, this[OutcomeStatus.Refused], this[OutcomeStatus.Retry]);
        return new IngestText(Status, this[OutcomeStatus.Accepted], duplicates, this[OutcomeStatus.Refused], results);
    }

    /// <inheritdoc/>
    public void Dispose() => results.Dispose();
}
