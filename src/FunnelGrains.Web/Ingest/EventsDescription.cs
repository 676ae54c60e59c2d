using FunnelGrains.Web.Describing;
using Microsoft.AspNetCore.Builder;

namespace FunnelGrains.Web.Ingest;

/// <summary>What the description says of posting events; each example is taken as it stands.</summary>
internal static class EventsDescription
{
    private const string One = """
        {"id": "crm-91832", "type": "lead.stage_changed", "lead": "L-1041", "occurredAt": "2026-11-02T09:15:00.000-03:00",
         "actor": "ana", "data": {"stage": "mql"}, "personal": {"email": "eva@example.com"}}
        """;

    private const string Several = """
        [{"id": "crm-91833", "type": "lead.assigned", "lead": "L-1041", "occurredAt": "2026-11-02T09:16:00.000-03:00", "data": {"owner": "bruno"}},
         {"id": "crm-91834", "type": "lead.touched", "lead": "L-1041", "occurredAt": "2026-11-02T09:40:00.000-03:00", "data": {"channel": "call", "outcome": "reached"}}]
        """;

    private const string Lines = """
        {"id": "1", "type": "lead.captured", "lead": "L-1042", "occurredAt": "2026-11-02T10:00:00-03:00", "data": {"source": "ads", "campaign": "spring"}}
        {"id": "2", "type": "deal.won", "lead": "L-1042", "occurredAt": "2026-11-02T11:00:00-03:00", "data": {"amount": 1200.50, "currency": "BRL"}}
        """;

    private const string Cloud = """
        {"specversion": "1.0", "id": "77", "source": "/crm", "type": "lead.stage_changed", "subject": "L-1043", "time": "2026-11-02T09:15:00-03:00", "data": {"stage": "sal"}}
        """;

    private const string Answer = """
        {"accepted": 2, "duplicates": 1, "refused": 1, "results": [
          {"index": 1, "id": "crm-91832", "status": "duplicate"},
          {"index": 3, "id": "crm-91835", "status": "refused", "errors": {"/data/stage": ["is not a stage of the agreement"]}}]}
        """;

    private const string About = """
        When the answer comes, what was accepted is durable and counted. One event or an array of at most 1,000 in 5 MB; as `application/x-ndjson` a stream of at most 100,000 lines of 64 KB in 100 MB;
        CloudEvents 1.0, structured, in batches or binary (attributes as `ce-…` headers). `Content-Encoding: gzip` or `br`.

        Good events of a body are kept whatever becomes of the others: `results` lists what was not accepted. 422 with the same body when all were refused; 503 with the same body when some are to be sent again
        (`retry`); 400 or 413 with the same body when a stream broke off after a part of it was stored. A problem document alone: nothing was stored.
        """;

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint) => endpoint
        .Describe("Events", "postEvents", "Post what happened", About)
        .Takes<PostedEvent>("application/json", "An event", One)
        .Takes<PostedEvent>("application/json", "Several", Several, many: true)
        .Takes<PostedEvent>("application/x-ndjson", "A stream of lines", Lines)
        .Takes<PostedCloudEvent>("application/cloudevents+json", "A CloudEvent", Cloud)
        .Takes<PostedCloudEvent>("application/cloudevents-batch+json", "A batch of CloudEvents", $"[{Cloud}]", many: true)
        .Query("results", "`all` lists every event, accepted ones too.", null, "all")
        .Header("Idempotency-Key", "1 to 200 characters: makes a repeat of this body a duplicate also for events with neither `id` nor `occurredAt`.", "import-2026-11-02")
        .Answers<IngestAnswer>(200, Answer)
        .Problems(400, 413, 415, 422, 429, 503);
}
