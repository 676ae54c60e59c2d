using System.Collections.Immutable;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Leads;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Time;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>One activation of the shard, which dies at once or gives up by itself; in one of two silos.</summary>
internal sealed class Process : IShardNews
{
    private readonly World world;
    private readonly int silo;
    private bool gone;

    public Process(World world, int silo = 0)
    {
        (this.world, this.silo) = (world, silo);
        Engine = new ShardEngine(
            World.Shard, world.Book, () => world.Disk.Ask(this, $"read {Guid.NewGuid()}", () => Task.FromResult(world.Book)), new SlowJournal(world.Journal, world.Disk, this), new SlowReadModel(world.ReadModel, world.Disk, this), this,
            lead => new LeadCall(this, lead), new ServerClock(world.Time), world.Options, world.Log, () => gone = true);
        Opening = world.Turns.Run(() => Engine.OpenAsync("test"));
    }

    public ShardEngine Engine { get; }

    /// <summary>The claim; null while the constructor makes it.</summary>
    public Task? Opening { get; }

    public bool IsDead => gone || Opening is { IsFaulted: true };

    /// <summary>Whether it takes events.</summary>
    public bool IsUp => !IsDead && Engine.Status().Accepting;

    /// <summary>It stops where it is.</summary>
    public void Die(Random random)
    {
        gone = true;
        world.Disk.Bury(this, random);
    }

    public void Tell(ShardPartial partial)
    {
        if (!IsDead && !world.Disk.Frozen.Contains(this)) world.Told(partial, this);
    }

    /// <summary>A lead as its shard calls it: one call at a time, real memory behind.</summary>
    private sealed class LeadCall(Process process, string lead) : ILeadGrain
    {
        public ValueTask<LeadChange> ApplyAsync(
            long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history) =>
            throw new NotSupportedException("shards say by which version");

        public ValueTask<LeadDetail?> ReadAsync(long countedThrough, Instant asOf) => throw new NotSupportedException("shards say by which version");

        public ValueTask<LeadChange> AdoptAsync(int from, int to, long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow>? history) =>
            new(process.world.Disk.Ask(process, lead, async () =>
            {
                var held = process.world.Leads.Hold(process.silo, lead);
                return await held.AdoptAsync(from, to, countedThrough, leadThrough, countedAsOf, history);
            }));

        public ValueTask<LeadChange> ApplyUnderAsync(
            int agreement, long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history) =>
            new(process.world.Disk.Ask(process, lead, async () =>
            {
                var held = process.world.Leads.Hold(process.silo, lead);
                return await held.ApplyAsync(agreement, countedThrough, leadThrough, countedAsOf, rows, asOf, history);
            }));

        public ValueTask<LeadDetail?> ReadUnderAsync(int agreement, long countedThrough, Instant asOf) =>
            new(process.world.Disk.Ask(process, lead, async () => await process.world.Leads.Hold(process.silo, lead).ReadAsync(agreement, countedThrough, asOf)));

        public Task ReleaseAsync()
        {
            if (!process.IsDead) process.world.Leads.Release(process.silo, lead);
            return Task.CompletedTask;
        }
    }
}

/// <summary>The leads in memory, beside the shard: they outlive its activations, and stay behind when it moves to another silo.</summary>
internal sealed class LeadMemories(World world)
{
    private readonly Dictionary<(int Silo, string Lead), LeadMemory> memories = [];

    public List<string> Released { get; } = [];

    public LeadMemory Hold(int silo, string lead) =>
        memories.TryGetValue((silo, lead), out var held) ? held : memories[(silo, lead)] = new LeadMemory(world.Journal, version => ValueTask.FromResult(world.Book.Through(version)!), World.Shard, lead);

    public void Release(int silo, string lead)
    {
        memories.Remove((silo, lead));
        Released.Add(lead);
    }

    /// <summary>Some go, as when a silo dies.</summary>
    public void Lose(Random random)
    {
        foreach (var lead in memories.Keys.Where(_ => random.Next(2) == 0).ToList()) memories.Remove(lead);
    }
}
