namespace FunnelGrains.Grains.Tests.Shards.Simulation;

internal static class Answers
{
    /// <summary>The answer, which must be there by now: nothing waits.</summary>
    public static T Now<T>(this Task<T> answer) =>
        answer.IsCompleted ? answer.GetAwaiter().GetResult() : throw new InvalidOperationException("There is no answer yet.");
}
