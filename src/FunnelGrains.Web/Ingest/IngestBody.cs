using System.Text.Json;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Ingest.CloudEvents;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Ingest;

/// <summary>One body on its way: its events that are good so far, and the ledger of all.</summary>
internal sealed class IngestBody(EventParser parser, EventPoster poster, IngestLedger ledger)
{
    private readonly List<(int Index, IncomingEvent Event)> good = [];
    private readonly List<FieldError> errors = [];

    public IngestLedger Ledger => ledger;

    /// <summary>Good events that wait for <see cref="PostAsync"/>.</summary>
    public int Waiting => good.Count;

    /// <summary>Events seen so far: the index of the next.</summary>
    public int Seen { get; private set; }

    /// <summary>The next event, in our own spelling.</summary>
    public void Take(JsonElement json)
    {
        var parts = OwnEventReader.Read(json, errors);
        Note(parts, parts.Id);
    }

    /// <summary>The next event, a CloudEvent; one that is none is refused as such.</summary>
    public void Take(CloudEvent read)
    {
        if (read.Errors.Count > 0) errors.AddRange(read.Errors.Prepend(new FieldError("", "is not a CloudEvent 1.0")));
        Note(read.Errors.Count > 0 ? default : read.ToEnvelope(errors), read.Identity);
    }

    /// <summary>The next event cannot be read at all.</summary>
    public void Refuse(string why) => ledger.Refuse(Seen++, null, [new FieldError("", why)]);

    /// <summary>The next event is not looked at now: it is to be sent again.</summary>
    public void Later() => ledger.Settle(Seen++, null, new EventOutcome(OutcomeStatus.Retry), all: false);

    /// <summary>Sends what waits, and notes what became of it.</summary>
    /// <returns>The answer when this sender's rate is used up, and nothing was stored yet.</returns>
    public async ValueTask<IResult?> PostAsync(HttpContext context)
    {
        var refusal = good.Count == 0 ? null : await poster.PostAsync(good, ledger, context);
        good.Clear();
        ledger.Settled();
        return refusal;
    }

    private void Note(in EventEnvelope parts, string? id)
    {
        if (parser.Parse(parts, Seen, errors) is { } e)
        {
            good.Add((Seen, e));
        }
        else
        {
            ledger.Refuse(Seen, id, errors);
            errors.Clear();
        }

        Seen++;
    }
}
