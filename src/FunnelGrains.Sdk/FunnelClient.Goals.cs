namespace FunnelGrains.Sdk;

public sealed partial class FunnelClient
{
    /// <summary>All goals with where they stand.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public Task<IReadOnlyList<GoalReport>> GetGoalsAsync(CancellationToken cancellationToken = default) =>
        GetAsync(new QueryPath("api/v1/goals"), FunnelJson.Default.IReadOnlyListGoalReport, cancellationToken);

    /// <summary>One goal with where it stands; null when there is none.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public async Task<GoalReport?> GetGoalAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var reply = await pipe.SendAsync(HttpMethod.Get, GoalPath(id), null, cancellationToken);
        return reply.Status == System.Net.HttpStatusCode.NotFound ? null : reply.Read(FunnelJson.Default.GoalReport);
    }

    /// <summary>Sets a goal, new or changed. Repeating it changes nothing. The key needs the scope <c>admin</c>.</summary>
    /// <param name="id">1 to 100 characters of a-z, 0-9, _ and -.</param>
    /// <param name="goal">What is to be reached.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The goal with where it stands.</returns>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public async Task<GoalReport> PutGoalAsync(string id, GoalDefinition goal, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var reply = await SendJsonAsync(HttpMethod.Put, GoalPath(id), goal, FunnelJson.Default.GoalDefinition, cancellationToken);
        return reply.Read(FunnelJson.Default.GoalReport);
    }

    /// <summary>Takes a goal away; one that is not there is no error. The key needs the scope <c>admin</c>.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public async Task DeleteGoalAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var reply = await pipe.SendAsync(HttpMethod.Delete, GoalPath(id), null, cancellationToken);
        if (!reply.Success && reply.Status != System.Net.HttpStatusCode.NotFound)
            throw reply.Failure();
    }

    private static string GoalPath(string id) => $"api/v1/goals/{Uri.EscapeDataString(id)}";
}
