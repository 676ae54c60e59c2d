using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Testing.Postgres;
using NodaTime;
using Npgsql;

namespace FunnelGrains.Storage.Tests.Postgres;

/// <summary>An owner that stands still in the middle of a transaction does not keep its shard.</summary>
public sealed class FrozenOwnerTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly ShardKey Shard = new("acme", 1);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    /// <summary>A lane has inserted, and its transaction waits for its end.</summary>
    private const string InsideAnInsert = "application_name = 'FunnelGrains journal' AND wait_event = 'ClientRead' AND backend_xid IS NOT NULL";

    private PostgresTestStorage? storage;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => storage = await PostgresTestStorage.CreateAsync(postgres);

    public async ValueTask DisposeAsync()
    {
        if (storage is not null) await storage.DisposeAsync();
    }

    [Fact]
    public async Task An_owner_frozen_inside_an_append_loses_the_shard_within_five_seconds_and_learns_it_when_it_thaws()
    {
        using var way = new FreezingProxy(storage!.ConnectionString);
        using var old = storage.Open(way.ConnectionString);
        await old.Journal.AppendAsync(Shard, Events.Rows(1, 10), marksDirty: true);
        way.Freeze();
        var frozen = old.Journal.AppendAsync(Shard, Events.Rows(11, 12), marksDirty: true);
        await storage.UntilAsync(InsideAnInsert);

        await storage.Journal.AppendAsync(Shard, [Opened(11)], marksDirty: false).WaitAsync(Bound, Cancel);
        await storage.Journal.AppendAsync(Shard, Events.Rows(12, 13), marksDirty: true).WaitAsync(Bound, Cancel);
        way.Thaw();

        await Should.ThrowAsync<JournalUnavailableException>(() => frozen);
        await Should.ThrowAsync<SequenceTakenException>(() => old.Journal.AppendAsync(Shard, Events.Rows(11, 12), marksDirty: true));
        (await storage.Journal.ReadAfterAsync(Shard, 10, 10, Cancel)).Select(row => (row.Seq, row.Event.Type)).ShouldBe(
            [(11L, EventType.ShardOpened), (12L, EventType.StageChanged), (13L, EventType.StageChanged)]);
    }

    [Fact]
    public async Task Other_shards_of_the_process_append_while_a_claim_waits()
    {
        await using var patient = await PostgresTestStorage.CreateAsync(postgres, new PostgresOptions { ClaimTimeout = TimeSpan.FromMinutes(5), LockTimeout = TimeSpan.FromMinutes(5) });
        await using var frozen = await patient.SessionAsync("FunnelGrains journal");
        await frozen.QueryAsync($"BEGIN; {Sessions.InsertRow(Shard, 1)}");
        var claim = patient.Journal.AppendAsync(Shard, [Opened(1)], marksDirty: false);
        await patient.UntilAsync("application_name = 'FunnelGrains claims' AND wait_event_type = 'Lock'");

        for (var number = 2; number < 10; number++) await patient.Journal.AppendAsync(Shard with { Number = number }, Events.Rows(1, 10), marksDirty: true);

        claim.IsCompleted.ShouldBeFalse();
        await frozen.QueryAsync("ROLLBACK");
        await claim;
    }

    [Fact]
    public async Task An_owner_frozen_inside_a_save_loses_the_checkpoint_within_five_seconds()
    {
        await storage!.ReadModel.ClaimAsync(Shard, 1, Cancel);
        await using var frozen = await FrozenAsync("UPDATE checkpoint SET seq = 99");

        (await storage.ReadModel.ClaimAsync(Shard, 2, Cancel).WaitAsync(Bound, Cancel)).Seq.ShouldBe(0);

        (await storage.ReadModel.SaveAsync(new CheckpointWrite(Shard, 2, 0, new Checkpoint(5, Instant.FromUnixTimeSeconds(1)), [], []))).ShouldBeTrue();
        await Should.ThrowAsync<NpgsqlException>(() => frozen.QueryAsync("COMMIT"));
    }

    [Fact]
    public async Task Counting_anew_gets_past_a_frozen_save_too()
    {
        await storage!.ReadModel.ClaimAsync(Shard, 1, Cancel);
        await using var frozen = await FrozenAsync("UPDATE checkpoint SET seq = 99");
        await storage.ReadModel.ResetAsync(Shard, 2).WaitAsync(Bound, Cancel);
    }

    [Fact]
    public async Task A_process_frozen_while_it_admits_a_value_keeps_nobody_from_admitting()
    {
        await using var frozen = await FrozenAsync("SELECT pg_advisory_xact_lock(hashtextextended('acme/source', 7))");
        (await storage!.Journal.AdmitAsync("acme", Dimension.Source, ["ads"], 1).WaitAsync(Bound, Cancel)).ShouldBe(["ads"]);
    }

    [Theory]
    [InlineData("a person with psql")]
    [InlineData("FunnelGrains setup")]
    public async Task A_session_that_owns_nothing_for_us_is_never_ended(string name)
    {
        await using var stranger = await storage!.SessionAsync(name);
        await stranger.QueryAsync($"BEGIN; {Sessions.InsertRow(Shard, 1)}");

        await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.AppendAsync(Shard, [Opened(1)], marksDirty: false));

        await stranger.QueryAsync("COMMIT");
        await Should.ThrowAsync<SequenceTakenException>(() => storage.Journal.AppendAsync(Shard, [Opened(1)], marksDirty: false));
        await storage.Journal.AppendAsync(Shard, [Opened(2)], marksDirty: false);
    }

    [Fact]
    public async Task Of_two_processes_that_claim_at_once_exactly_one_wins()
    {
        using var other = storage!.Open();
        for (var seq = 1; seq <= 30; seq++)
        {
            var won = await Task.WhenAll(Won(storage.Journal, seq), Won(other.Journal, seq));
            won.Count(one => one).ShouldBe(1);
        }

        (await other.Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(30);
    }

    [Fact]
    public async Task Of_two_activations_that_append_the_older_is_refused_and_writes_nothing()
    {
        using var other = storage!.Open();
        await other.Journal.AppendAsync(Shard, Events.Rows(1, 5), marksDirty: true);
        await storage.Journal.AppendAsync(Shard, [Opened(6)], marksDirty: false);
        await storage.Journal.AppendAsync(Shard, Events.Rows(7, 8, "new"), marksDirty: true);

        await Should.ThrowAsync<SequenceTakenException>(() => other.Journal.AppendAsync(Shard, Events.Rows(6, 20, "old"), marksDirty: true));

        (await storage.Journal.ReadLeadsAsync(Shard, ["old", "new"], long.MaxValue, false, Cancel)).Keys.ShouldBe(["new"]);
    }

    private static JournalRow Opened(long seq)
    {
        var row = Events.Row(seq, "");
        return row with { Event = row.Event with { Id = $"opened-{seq}", Type = EventType.ShardOpened, Data = new ShardOpened("silo") } };
    }

    private static async Task<bool> Won(IJournal journal, long seq)
    {
        try
        {
            await journal.AppendAsync(Shard, [Opened(seq)], marksDirty: false);
            return true;
        }
        catch (SequenceTakenException)
        {
            return false;
        }
    }

    /// <summary>A session of ours that stands still inside a transaction.</summary>
    private async Task<NpgsqlConnection> FrozenAsync(string inside)
    {
        var session = await storage!.SessionAsync("FunnelGrains journal");
        await session.QueryAsync($"BEGIN; {inside}");
        return session;
    }
}
