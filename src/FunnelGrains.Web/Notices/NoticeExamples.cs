namespace FunnelGrains.Web.Notices;

/// <summary>What the description shows of endpoints.</summary>
internal static class NoticeExamples
{
    public const string About = """
        Types: `sla.breached` (a promise was broken), `sla.warned` (it falls due soon), `deal.won` (such an event was received within a day of its `occurredAt`), `goal.reached` and
        `goal.missed` (a goal's period closed). It is told what is announced from when it is made.

        `webhook`: one message an announcement, as Standard Webhooks has them: `{"type", "timestamp", "data"}` with the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. The answer
        that makes the endpoint has its `secret`, and no other has. `slack`: an incoming webhook, a `text`. `teams`: a webhook of Workflows, an Adaptive Card. `email`: mailboxes, through the server's
        mail server. People are told in one message what is announced within ten seconds.

        `recipients` says for whom it stands: `owner:` and a lead's owner, `manager:` and a team, `channel:` and a channel's name. It is told the steps of escalations (`sla.warned` with a `step`) that
        are for one of them: once each, in the hours of the clause's team; a step that comes outside them waits for the next opening, and is told then unless the promise was kept meanwhile. It is
        told no other steps. Endpoints without `recipients` that take `sla.warned` are told all steps at once.

        A message is delivered when a 2xx is answered within ten seconds; anything else, a redirect too, is tried again with growing waits for 26 hours, with the same id. Then it is dead, and can be
        tried again by hand. An endpoint at which nothing succeeds for three days, or that answers 410, is paused. Messages go to https addresses of the public net only.
        """;

    public const string Settings =
        """{"kind":"webhook","name":"CRM","target":"https://crm.example.com/hooks/funnel","types":["sla.breached"],"teams":["sales"]}""";

    public const string Endpoint =
        """
        {"id":"crm","kind":"webhook","name":"CRM","target":"https://crm.example.com/hooks/funnel","types":["sla.breached"],"teams":["sales"],"clauses":[],"language":"pt","recipients":[],
         "createdAt":"2026-11-02T12:15:00Z","state":"failing","pauseReason":null,"failingSince":"2026-11-03T09:00:00Z","lastReason":"answered 500","waiting":3,"dead":0,"oldSecretUntil":null,"secret":null}
        """;

    public const string NewEndpoint =
        """
        {"id":"crm","kind":"webhook","name":"CRM","target":"https://crm.example.com/hooks/funnel","types":["sla.breached"],"teams":["sales"],"clauses":[],"language":"pt","recipients":[],
         "createdAt":"2026-11-02T12:15:00Z","state":"active","pauseReason":null,"failingSince":null,"lastReason":null,"waiting":0,"dead":0,"oldSecretUntil":null,
         "secret":"whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"}
        """;

    public const string Attempts =
        """
        [{"number":2,"message":"msg_5d8f0a1b2c3d4e5f60718293","at":"2026-11-03T09:00:09.412Z","milliseconds":10000,"attempt":2,"reason":"timeout","detail":"did not answer within 10 s","code":null},
         {"number":1,"message":"msg_5d8f0a1b2c3d4e5f60718293","at":"2026-11-03T09:00:00Z","milliseconds":38,"attempt":1,"reason":"refused","detail":"answered 500","code":500}]
        """;

    public const string Dead =
        """
        [{"message":"msg_5d8f0a1b2c3d4e5f60718293","createdAt":"2026-11-03T09:00:00Z","attempts":19,"reason":"timeout","detail":"did not answer within 10 s",
          "announcements":[{"id":"br_0123456789abcdef01234567","type":"sla.breached","lead":"L-1041","at":"2026-11-03T09:00:00Z"}],"count":1}]
        """;
}
