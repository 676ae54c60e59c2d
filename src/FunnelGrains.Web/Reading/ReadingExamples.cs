namespace FunnelGrains.Web.Reading;

/// <summary>Answers as the description shows them.</summary>
internal static class ReadingExamples
{
    public const string Funnel = """
        {"workspace": "default", "zone": "America/Sao_Paulo", "from": "2026-11-01", "to": "2026-11-30", "epoch": "1.1.1.1", "version": 412,
         "stages": [{"key": "mql", "name": {"en": "Marketing Qualified Lead", "pt": "Lead Qualificado por Marketing"}, "team": "marketing",
                     "now": 31, "entered": 120, "converted": 84, "reached": 120, "conversion": 0.7, "throughput": 0.74}],
         "captured": 410, "won": 12, "lost": 9, "rejected": 17, "anomalies": 1, "revenue": [{"currency": "BRL", "amount": 48200.00}],
         "status": {"open": 372, "won": 12, "lost": 9, "rejected": 17}, "by": [], "openCycles": 371, "cohortOpen": true}
        """;

    public const string Leads = """
        {"leads": [{"id": "L-1041", "status": "open", "erased": false, "stage": "mql", "cycle": 1, "owner": "bruno", "team": "marketing",
                    "source": "ads", "campaign": "spring", "segment": null, "capturedAt": "2026-11-02T12:00:00Z", "updatedAt": "2026-11-02T12:15:00Z",
                    "nextDue": "2026-11-02T17:15:00Z", "clocks": [], "times": null}], "next": null}
        """;

    public const string Lead = """
        {"id": "L-1041", "status": "open", "erased": false, "stage": "mql", "cycle": 1, "owner": "bruno", "team": "marketing",
         "attributes": {"source": "ads"}, "personal": {"email": "eva@example.com"},
         "clocks": [{"clause": "accept", "startEvent": "crm-91832", "cycle": 1, "state": "running", "start": "2026-11-02T12:15:00Z",
                     "due": "2026-11-02T17:15:00Z", "stop": null, "remainingSeconds": 8100,
                     "times": {"beforeAssignmentSeconds": 600, "afterAssignmentSeconds": 5700, "owners": [{"owner": "bruno", "seconds": 5700}]}, "error": null}],
         "timeline": [{"id": "crm-91832", "type": "lead.stage_changed", "occurredAt": "2026-11-02T12:15:00Z", "receivedAt": "2026-11-02T12:15:01.2Z",
                       "origin": "key:8s7Kd0wQxA", "actor": "ana", "data": {"stage": "mql"}, "anomaly": false, "quarantined": false}]}
        """;

    public const string Breaches = """
        [{"id": "br_0123456789abcdef01234567", "lead": "L-1041", "clause": "accept", "startEvent": "crm-91832", "cycle": 1, "due": "2026-11-02T17:15:00Z",
          "announcedAt": "2026-11-02T17:15:00.2Z", "owner": "bruno", "team": "sales", "state": "breached", "rescinded": false,
          "takenBy": "ana", "takenAt": "2026-11-02T17:20:00Z", "resolution": null, "noteCount": 1}]
        """;
}
