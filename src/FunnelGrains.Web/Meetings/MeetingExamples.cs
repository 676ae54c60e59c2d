namespace FunnelGrains.Web.Meetings;

/// <summary>Meetings as the description shows them.</summary>
internal static class MeetingExamples
{
    private const string EntryMembers =
        """
        "id":"weekly-20261130t1200z","kind":"weekly","rhythm":"weekly","name":{"pt":"Reunião semanal","en":"Weekly meeting"},"at":"2026-11-30T12:00:00Z","since":"2026-11-23T12:00:00Z","state":"made","madeAt":"2026-11-30T12:00:03.2Z","calledBy":null
        """;

    private const string Funnel =
        """
        {"from":"2026-11-23","to":"2026-11-29","stages":[{"key":"mql","name":{"pt":"Qualificado por Marketing","en":"Marketing Qualified"},"team":"marketing","now":41,"entered":118,"converted":62,"reached":97,"conversion":0.525,"throughput":0.508}],"captured":402,"won":7,"lost":19,"rejected":24,"revenue":[{"currency":"BRL","amount":86500}],"status":{"open":913,"won":221,"lost":604,"rejected":87},"cohortOpen":true,"sources":[{"value":"google","stages":[],"captured":180,"won":4,"revenue":[{"currency":"BRL","amount":51200}]}]}
        """;

    private const string Breach =
        """
        {"id":"b1f0c2","lead":"L-1041","clause":"accept_mql","startEvent":"crm-91832","cycle":1,"due":"2026-11-27T16:30:00Z","announcedAt":"2026-11-27T16:30:00.1Z","owner":"bruno","team":"sales","state":"met_late","rescinded":false,"takenBy":"carla","takenAt":"2026-11-27T17:02:00Z","resolution":{"by":"carla","at":"2026-11-27T18:15:00Z","reason":"Two people were ill","code":"no_capacity"},"noteCount":0}
        """;

    public const string Terms = """{"text":"Answer rejections on the same day","owner":"ana","due":"2026-12-04"}""";

    public const string DoneTerms = """{"text":"Answer rejections on the same day","owner":"ana","due":"2026-12-04","status":"done"}""";

    public const string Decision =
        """{"id":"1","meeting":"weekly-20261130t1200z","carried":false,"text":"Answer rejections on the same day","owner":"ana","due":"2026-12-04","status":"open","createdAt":"2026-11-30T12:31:07Z","createdBy":"key:k1","changedAt":"2026-11-30T12:31:07Z","changedBy":"key:k1"}""";

    /// <summary>The table <c>decisions</c> of an export in English.</summary>
    public const string Decisions =
        "meeting,number,decision,owner,due,status,carried over,created at,created by,changed at,changed by\r\n" +
        "weekly-20261130t1200z,1,Answer rejections on the same day,ana,2026-12-04,open,no,2026-11-30 09:31:07,key:k1,2026-11-30 09:31:07,key:k1\r\n";

    public static string Entry => $"{{{EntryMembers}}}";

    public static string Detail => $$$"""
        {{{{EntryMembers}}},"figures":{"takenAt":"2026-11-30T12:00:03.2Z","agreement":2,"goals":[{"current":{"id":"mqls","team":"marketing","metric":"entered","stage":"mql","clause":null,"filter":null,"period":"month","target":640,"kind":"reach","currency":null,"label":{"pt":"Qualificado por Marketing","en":"Marketing Qualified"},"from":"2026-11-01","to":"2026-11-30","actual":611,"expected":612,"pace":0.998,"gap":-1,"projection":639,"forecast":{"low":628.1,"mid":634,"high":639.9},"perDayLeft":29,"daysLeft":1,"missesAllowed":null,"status":"on_track"},"forecastAt":"2026-11-30T12:00:01Z","last":null,"foretold":null,"foretoldAt":null}],"last":{{{Funnel}}},"running":{{{Funnel}}},"clauses":[{"key":"accept_mql","name":{"pt":"Vendas aceita ou rejeita um MQL em 4 horas úteis","en":"Sales accepts or rejects an MQL within 4 business hours"},"team":"sales","last":{"met":104,"breached":11,"open":0,"compliance":0.904348},"running":{"met":2,"breached":0,"open":14,"compliance":1}}],"breaches":{"from":"2026-11-23T12:00:00Z","to":"2026-11-30T12:00:00Z","takenAt":"2026-11-30T12:00:03Z","total":11,"more":false,"groups":[{"clause":"accept_mql","team":"sales","owner":"bruno","count":8,"open":1}],"reasons":[{"clause":"accept_mql","code":"no_capacity","count":5}],"listed":[{{{Breach}}}]}},"decisions":[{{{Decision}}}],"notes":{"text":"Ana shows the new form in December.","changedAt":"2026-11-30T12:40:00Z","changedBy":"key:k1"}}
        """;
}
