using CsCheck;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Desk;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Desk;
using FunnelGrains.Storage.Notices;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Tests.ReadModel;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Moving;

/// <summary>An installation with something in every table.</summary>
internal static class Installation
{
    private const int Claim = 1_000;

    private static readonly string?[] Personal = [null, """{"name":"São\u0000 João"}""", "{\"name\":\"\u0001\"}"];

    /// <summary>The shards that may have rows.</summary>
    public static IReadOnlyList<ShardKey> Shards { get; } = [new("acme", 0), new("acme", 3), new("aço\u0001", 1)];

    /// <summary>A random journal, one of every type behind it, and random leads for each shard.</summary>
    public static Gen<(JournalRow[] Rows, LeadView[] Leads, bool Dirty)[]> Any { get; } =
        Gen.Select(RandomHistories.Journals, Views.Any.Array[0, 6], Gen.Bool).Select((rows, leads, dirty) => (With(rows), leads, dirty)).Array[Shards.Count];

    /// <summary>Writes it as the program does.</summary>
    public static async Task WriteAsync(IStorage storage, (JournalRow[] Rows, LeadView[] Leads, bool Dirty)[] content)
    {
        var cancel = TestContext.Current.CancellationToken;
        foreach (var (shard, i) in Shards.Select((shard, i) => (shard, i)))
        {
            await storage.Workspaces.CreateAsync(new Workspace(shard.Workspace, "America/Sao_Paulo", 4, [AgreementDefaults.Create("America/Sao_Paulo")]), cancel);
            await storage.Journal.AdmitAsync(shard.Workspace, Dimension.Source, ["", "São João", "\0", "\u0001", $"v{i}"], 100);
            await storage.Journal.AppendAsync(shard, content[i].Rows, content[i].Dirty);
            await storage.ReadModel.ClaimAsync(shard, Claim, cancel);
            CellChange[] cells = [new(new Cell(Measure.Entered, 20_759, "mql", Dimension.Source, "\0"), 3), new(new Cell(Measure.Revenue, 20_760, "BRL", Dimension.All, ""), 9_999_999_999_999_999)];
            var leads = content[i].Leads.Select((view, n) => new ChangedLead(view with { Lead = $"L-{n}" }, n % 2 == 0 ? Views.Minute(n) : null)).ToArray();
            (await storage.ReadModel.SaveAsync(new CheckpointWrite(shard, Claim, 0, new Checkpoint(content[i].Rows.Length, Views.Noon), cells, leads))).ShouldBeTrue();
        }
        await WriteDocumentsAsync(storage);
        await WriteNoticesAsync(storage);
        await WriteDeskAsync(storage);
    }

    private static async Task WriteDeskAsync(IStorage storage)
    {
        var taken = new DeskCase("L-1", Views.BreachAt("br_1", 1, open: false), "ana", Views.Noon, null, 0);
        (await storage.Desk.WriteAsync(new DeskWrite("acme", taken, new DeskDeed(1, DeskDeedKind.Taken, Views.Noon, "ana", "key:x")))).ShouldBeTrue();
        var resolved = taken with { Resolution = new DeskResolution("ana", Views.Minute(3), "é\0", "no_capacity"), Notes = 1 };
        (await storage.Desk.WriteAsync(new DeskWrite("acme", resolved, new DeskDeed(2, DeskDeedKind.Noted, Views.Minute(2), "bo", "key:y", "é\n\0", Key: "n-1")))).ShouldBeTrue();
    }

    private static async Task WriteNoticesAsync(IStorage storage)
    {
        var claim = await storage.Notices.ClaimAsync("acme");
        (await storage.Notices.WriteAsync(new NoticeWrite("acme", claim.Number)
        {
            Cursors = [(0, 3), (3, 0)],
            Held = [new HeldAnnouncement("crm", "wn_1", Views.Noon, "{}")],
            Endpoints = [new NoticeEndpoint("crm", """{"secret":"whsec_é"}""")],
            Added = [new Notice("crm", "msg_1", false, Views.Noon, null, Views.Noon, 0, null, null, "{}"), new Notice("crm", "msg_2", true, Views.Noon, Views.Noon, Views.Noon, 7, "timeout", "\0", "{}")],
            Attempts = [new NoticeAttempt("crm", 1, "msg_2", Views.Noon, Duration.FromSeconds(10), 7, "timeout", null, null), new NoticeAttempt("crm", 2, "msg_2", Views.Noon, Duration.Zero, 8, "refused", "x", 500)],
        })).ShouldBeTrue();
    }

    private static async Task WriteDocumentsAsync(IStorage storage)
    {
        await using var connection = await storage.Grains.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO OrleansStorage (ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, PayloadBinary, ModifiedOn, Version) VALUES
            ('FunnelGrains', 'apikey', 0, 0, 'key/ab', x'7b2261223a317d', '2026-11-02T12:00:00.123Z', 1),
            ('FunnelGrains', 'teamgoal', -9223372036854775808, 9223372036854775807, 'goal/é', x'00ff', '2026-11-02T12:00:00.000Z', 2147483647),
            ('FunnelGrains', 'session', 0, 0, 'session/gone', NULL, '2026-11-02T12:00:00.999Z', 7)
            """;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static JournalRow[] With(JournalRow[] rows) =>
        [.. rows.Concat(Events.OfEveryType()).Select((row, i) => row with { Seq = i + 1, Personal = Personal[i % Personal.Length] })];
}
