namespace FunnelGrains.Web.Desk;

/// <summary>What the description shows of breaches and clocks.</summary>
internal static class DeskExamples
{
    public const string Breach = """
        {"id": "br_0123456789abcdef01234567", "lead": "L-1041", "clause": "accept_mql", "startEvent": "crm-91832", "cycle": 1, "due": "2026-11-02T17:15:00Z",
         "announcedAt": "2026-11-02T17:15:00.2Z", "owner": "bruno", "team": "sales", "state": "breached", "open": true, "rescinded": false,
         "takenBy": "ana", "takenAt": "2026-11-02T17:20:00Z", "resolution": null,
         "notes": [{"at": "2026-11-02T17:25:00Z", "by": "ana", "text": "Called twice, no answer; next try at 16:00."}],
         "history": [{"what": "due", "at": "2026-11-02T17:15:00Z", "by": null, "origin": null, "text": null, "code": null},
                     {"what": "announced", "at": "2026-11-02T17:15:00.2Z", "by": null, "origin": null, "text": null, "code": null},
                     {"what": "taken", "at": "2026-11-02T17:20:00Z", "by": "ana", "origin": "key:8s7Kd0wQxA", "text": null, "code": null},
                     {"what": "noted", "at": "2026-11-02T17:25:00Z", "by": "ana", "origin": "key:8s7Kd0wQxA", "text": "Called twice, no answer; next try at 16:00.", "code": null}]}
        """;

    public const string AtRisk = """
        {"clocks": [{"lead": "L-1041", "clause": "accept_mql", "startEvent": "crm-91832", "cycle": 1, "start": "2026-11-02T12:15:00Z", "due": "2026-11-02T17:15:00Z",
                     "remainingSeconds": 1800, "openSecondsLeft": 1800, "atRisk": true, "outsideHours": false, "owner": "bruno", "team": "sales"}], "next": null}
        """;
}
