using System.Net;
using FunnelGrains.Storage.Tests.Postgres;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace FunnelGrains.Storage.Tests.Cluster;

/// <summary>Orleans' own AdoNet membership on our tables and statements.</summary>
public sealed class MembershipTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly DateTime Noon = new(2026, 11, 2, 12, 0, 0, 123, 456, DateTimeKind.Utc);

    private PostgresTestStorage? storage;
    private IHost? silo;
    private IMembershipTable Table => silo!.Membership();

    public async ValueTask InitializeAsync()
    {
        storage = await PostgresTestStorage.CreateAsync(postgres);
        silo = ClusterSilo.Silo(storage.Storage);
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true);
    }

    public async ValueTask DisposeAsync()
    {
        silo?.Dispose();
        if (storage is not null) await storage.DisposeAsync();
    }

    [Fact]
    public async Task A_new_table_is_empty_and_made_once()
    {
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true);
        var all = await Table.ReadAllAsync();
        (all.Members.Count, all.Version.Version).ShouldBe((0, 0));
        (await storage!.QueryAsync("SELECT count(*) FROM OrleansMembershipVersionTable")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_silo_comes_back_as_it_was_written()
    {
        (await InsertAsync(Entry(1))).ShouldBeTrue();
        (await InsertAsync(Entry(2))).ShouldBeTrue();

        var all = await Table.ReadAllAsync();
        (all.Members.Count, all.Version.Version).ShouldBe((2, 2));
        var row = (await Table.ReadRowAsync(Entry(1).SiloAddress)).Members.ShouldHaveSingleItem().Item1;
        (row.SiloAddress, row.SiloName, row.HostName, row.Status, row.ProxyPort, row.StartTime, row.IAmAliveTime).ShouldBe(
            (Entry(1).SiloAddress, "silo-1", "host", SiloStatus.Joining, 30_000, Noon, Noon));
        (await Table.ReadRowAsync(Entry(3).SiloAddress)).Members.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_read_an_older_version_writes_nothing()
    {
        var old = (await Table.ReadAllAsync()).Version.Next();
        (await Table.InsertRowAsync(Entry(1), old)).ShouldBeTrue();

        (await Table.InsertRowAsync(Entry(2), old)).ShouldBeFalse();
        (await Table.UpdateRowAsync(With(Entry(1), SiloStatus.Active), old.VersionEtag, old)).ShouldBeFalse();

        var all = await Table.ReadAllAsync();
        (all.Members.ShouldHaveSingleItem().Item1.Status, all.Version.Version).ShouldBe((SiloStatus.Joining, 1));
    }

    [Fact]
    public async Task A_silo_is_not_inserted_twice_and_none_is_updated_that_is_not_there()
    {
        (await InsertAsync(Entry(1))).ShouldBeTrue();
        (await InsertAsync(Entry(1))).ShouldBeFalse();
        (await UpdateAsync(Entry(2))).ShouldBeFalse();
        (await Table.ReadAllAsync()).Version.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Of_writers_at_once_exactly_one_moves_the_version()
    {
        await InsertAsync(Entry(0));
        for (var round = 1; round <= 20; round++)
        {
            var version = (await Table.ReadAllAsync()).Version.Next();
            var won = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => i % 2 == 0
                ? Table.InsertRowAsync(Entry((round * 10) + i), version)
                : Table.UpdateRowAsync(With(Entry(0), SiloStatus.Active), version.VersionEtag, version))));
            won.Count(one => one).ShouldBe(1);
            (await Table.ReadAllAsync()).Version.Version.ShouldBe(1 + round);
        }
    }

    [Fact]
    public async Task An_update_keeps_who_suspects_the_silo_and_gateways_are_those_that_are_active()
    {
        await InsertAsync(Entry(1));
        await InsertAsync(Entry(2));
        var suspected = With(Entry(1), SiloStatus.Active);
        suspected.AddSuspector(Entry(2).SiloAddress, Noon);
        (await UpdateAsync(suspected)).ShouldBeTrue();

        var row = (await Table.ReadRowAsync(Entry(1).SiloAddress)).Members[0].Item1;
        row.Status.ShouldBe(SiloStatus.Active);
        row.SuspectTimes.ShouldHaveSingleItem().Item1.ShouldBe(Entry(2).SiloAddress);
        (await storage!.QueryAsync("SELECT count(*) FROM OrleansMembershipTable WHERE Status = 3")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_late_heartbeat_makes_no_silo_look_older_and_moves_no_version()
    {
        await InsertAsync(Entry(1));
        foreach (var minute in new[] { 5, 3 }) await Table.UpdateIAmAliveAsync(Alive(Entry(1), Noon.AddMinutes(minute)));
        await UpdateAsync(Alive(Entry(1), Noon.AddMinutes(1)));

        var all = await Table.ReadAllAsync();
        (all.Members[0].Item1.IAmAliveTime, all.Version.Version).ShouldBe((Noon.AddMinutes(5), 2));
    }

    [Fact]
    public async Task Only_silos_dead_for_long_are_cleared_away()
    {
        foreach (var (number, status, minute) in new[] { (1, SiloStatus.Dead, 0), (2, SiloStatus.Dead, 20), (3, SiloStatus.Active, 0) })
        {
            await InsertAsync(Entry(number));
            await UpdateAsync(Alive(With(Entry(number), status), Noon.AddMinutes(minute)));
        }

        await Table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Noon.AddMinutes(10)));

        (await Table.ReadAllAsync()).Members.Select(member => member.Item1.SiloName).Order().ShouldBe(["silo-2", "silo-3"]);
    }

    [Fact]
    public async Task A_deployment_can_be_forgotten()
    {
        await InsertAsync(Entry(1));
        await Table.DeleteMembershipTableEntriesAsync("funnel");
        (await storage!.QueryAsync("SELECT (SELECT count(*) FROM OrleansMembershipTable) + (SELECT count(*) FROM OrleansMembershipVersionTable)")).ShouldBe(0L);
    }

    private static MembershipEntry Entry(int number) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11_000 + number, 1),
        SiloName = $"silo-{number}",
        HostName = "host",
        Status = SiloStatus.Joining,
        ProxyPort = 30_000,
        StartTime = Noon,
        IAmAliveTime = Noon,
    };

    private static MembershipEntry With(MembershipEntry entry, SiloStatus status)
    {
        entry.Status = status;
        return entry;
    }

    private static MembershipEntry Alive(MembershipEntry entry, DateTime at)
    {
        entry.IAmAliveTime = at;
        return entry;
    }

    private async Task<bool> InsertAsync(MembershipEntry entry) => await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next());

    private async Task<bool> UpdateAsync(MembershipEntry entry)
    {
        var version = (await Table.ReadAllAsync()).Version.Next();
        return await Table.UpdateRowAsync(entry, version.VersionEtag, version);
    }
}
