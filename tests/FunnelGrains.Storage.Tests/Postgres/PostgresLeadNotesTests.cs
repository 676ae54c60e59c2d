using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Tests.Journal;

namespace FunnelGrains.Storage.Tests.Postgres;

public sealed class PostgresLeadNotesTests(SharedPostgres postgres) : LeadNotesContract
{
    protected override long Histories => 12;

    [Fact]
    public async Task Rows_are_noted_once_there_are_enough()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres, new PostgresOptions { RowsNotedAtOnce = 20 });
        for (var seq = 1; seq <= 200; seq += 10) await storage.Journal.AppendAsync(Shard, Events.Rows(seq, seq + 9), marksDirty: false);

        while ((long)(await storage.QueryAsync("SELECT coalesce(max(through), 0) FROM noted"))! < 20) Cancel.ThrowIfCancellationRequested();

        ((long)(await storage.QueryAsync("SELECT count(*) FROM lead_rows"))!).ShouldBeLessThanOrEqualTo(20, "a lead has one row for all its rows that are noted together");
    }

    [Fact]
    public async Task A_journal_of_the_schema_before_is_noted_at_the_start_and_keeps_its_index_until_nobody_needs_it()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres);
        var rows = Events.RowsOfManyLeads(1, 50);
        await storage.Journal.AppendAsync(Shard, rows, marksDirty: false);
        await storage.QueryAsync(
            """
            DROP INDEX journal_announced; DROP TABLE lead_rows; DROP TABLE noted; CREATE INDEX journal_lead ON journal (workspace, shard, lead_id, seq);
            DELETE FROM schema_versions WHERE kind = 'journal' AND version > 2
            """);

        await storage.ReopenAsync();

        (await storage.QueryAsync("SELECT max(through) FROM noted")).ShouldBe(50L);
        (await storage.QueryAsync("SELECT count(*) FROM pg_indexes WHERE indexname = 'journal_lead'")).ShouldBe(1L);
        await ShouldReadAsync(storage.Journal, rows, long.MaxValue);
        await ShouldPageAsync(storage.Journal, rows, long.MaxValue);
    }

    [Fact]
    public async Task Two_processes_that_note_at_once_note_each_row_once()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres, new PostgresOptions { RowsNotedAtOnce = 50 });
        var rows = Events.RowsOfManyLeads(1, 400);
        await storage.Journal.AppendAsync(Shard, rows, marksDirty: false);
        using var other = storage.Open();

        await Task.WhenAll(ShouldPageAsync(storage.Journal, rows, long.MaxValue), ShouldPageAsync(other.Journal, rows, long.MaxValue));

        (await storage.QueryAsync("SELECT sum(cardinality(seqs))::bigint FROM lead_rows")).ShouldBe((long)rows.Count(row => row.Lead.Length > 0));
    }

    [Fact]
    public async Task A_process_that_takes_a_shard_back_finds_the_rows_that_another_wrote_meanwhile()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres, new PostgresOptions { RowsNotedAtOnce = 20 });
        using var other = storage.Open();
        await storage.Journal.AppendAsync(Shard, Events.Rows(1, 30), marksDirty: false);
        await ShouldPageAsync(storage.Journal, Events.Rows(1, 30), long.MaxValue);
        await other.Journal.AppendAsync(Shard, [Events.Opened(31)], marksDirty: false);
        await other.Journal.AppendAsync(Shard, [Events.Row(32, "b")], marksDirty: false);
        await storage.Journal.AppendAsync(Shard, [Events.Opened(33)], marksDirty: false);

        var found = await storage.Journal.ReadLeadsAsync(Shard, ["b"], long.MaxValue, personal: false, Cancel);

        found["b"][^1].Seq.ShouldBe(32);
    }

    protected override async Task<TestStorage> OpenAsync(int rowsNotedAtOnce) =>
        await PostgresTestStorage.CreateAsync(postgres, new PostgresOptions { RowsNotedAtOnce = rowsNotedAtOnce });
}
