using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Goals;

/// <summary>
/// Which goals a workspace has: at least all there are. An id is noted before its goal is kept and forgotten after the goal is, so one that no goal answers to is a
/// write cut off between the two. Key: <see cref="GoalKey.Book"/>.
/// </summary>
[Alias("fg.IGoalBookGrain")]
public interface IGoalBookGrain : IGrainWithStringKey
{
    /// <summary>The ids, ascending.</summary>
    [AlwaysInterleave, Alias("All")]
    Task<ImmutableArray<string>> AllAsync();

    /// <summary>Notes an id; kept when it answers. Called by the goal itself.</summary>
    [Alias("Note")]
    Task NoteAsync(string id);

    /// <summary>Forgets an id; kept when it answers. Called by the goal itself.</summary>
    [Alias("Forget")]
    Task ForgetAsync(string id);
}
