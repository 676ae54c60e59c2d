namespace FunnelGrains.Sdk;

public sealed partial class FunnelClient
{
    /// <summary>All goals with where they stand.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public Task<IReadOnlyList<GoalReport>> GetGoalsAsync(CancellationToken cancellationToken = default) =>
        GetAsync(new QueryPath("api/v1/goals"), FunnelJson.Default.IReadOnlyListGoalReport, cancellationToken);

    /// <summary>Sets a goal, new or changed. Repeating it changes nothing.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public async Task PutGoalAsync(string id, GoalDefinition goal, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var reply = await SendJsonAsync(HttpMethod.Put, GoalPath(id), goal, FunnelJson.Default.GoalDefinition, cancellationToken);
        if (!reply.Success)
            throw reply.Failure();
    }

    /// <summary>Takes a goal away; one that is not there is no error.</summary>
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
