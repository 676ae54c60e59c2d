using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace FunnelGrains.Web.Admission;

/// <summary>
/// How much this node may ask again by itself: when much fails, asking again makes it worse. Each call puts a part of a retry in, each retry takes one out;
/// what is in is at most a hundred retries (Google's SRE Book, "Addressing Cascading Failures").
/// </summary>
internal sealed class RetryBudget(IOptions<AdmissionOptions> options)
{
    private const int Most = 100_000;
    private const int ForACall = 200;
    private const int ARetry = 1_000;
    // Who waits longer comes late to a shard that is open again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);

    // How long a call may be asked again, and how long one asking waits before the next.
    private readonly (TimeSpan Patience, TimeSpan Attempt) bounds = (options.Value.RetryFor, options.Value.AskFor);
    private int left = Most;

    /// <summary>A first call is made.</summary>
    public void Call()
    {
        if (Volatile.Read(ref left) < Most) Interlocked.Add(ref left, ForACall);
    }

    /// <summary>
    /// Asks what may be asked any number of times, and again where the answer fails or is late: a grain on its way to another silo, a connection to the database that was lost unnoticed,
    /// a gateway that stands still. What was asked before is listened for meanwhile, so an answer that is late still counts.
    /// </summary>
    /// <param name="ask">Asks once.</param>
    /// <param name="isLastWord">Whether an answer settles it; each does by default.</param>
    /// <returns>The first answer that settles it; when the patience or the budget is used up, the last one that did not.</returns>
    /// <exception cref="Exception">The last failure, when the patience or the budget is used up.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, Func<T, bool>? isLastWord = null)
    {
        Call();
        if (bounds.Patience == TimeSpan.Zero) return await ask();
        var started = Stopwatch.GetTimestamp();
        List<Task<T>> asked = [];
        var (again, wait, rests) = (Task.CompletedTask, First, false);
        while (true)
        {
            if (again.IsCompleted)
            {
                asked.Add(BeginAsync(ask));
                (again, rests) = (Task.Delay(bounds.Attempt), false);
            }

            var first = await Task.WhenAny([.. asked, again]);
            var answer = first as Task<T>;
            if (answer is not null) asked.Remove(answer);
            if (answer is { IsCompletedSuccessfully: true } && isLastWord?.Invoke(await answer) != false)
            {
                foreach (var late in asked) late.Ignore();
                return await answer;
            }

            // While it rests nobody asks: it goes on listening.
            if (rests) continue;
            if (Stopwatch.GetElapsedTime(started) + wait > bounds.Patience || !TryRetry())
            {
                foreach (var late in asked) late.Ignore();
                return answer is null ? throw new TimeoutException($"No answer came within {bounds.Attempt.TotalSeconds} s.") : await answer;
            }

            if (answer is null) continue;
            (again, rests, wait) = (Task.Delay(Drawn(wait)), true, Longer(wait));
        }
    }

    /// <returns>False when there is nothing left: the sender is to ask again, later.</returns>
    public bool TryRetry()
    {
        if (Interlocked.Add(ref left, -ARetry) >= 0) return true;
        Interlocked.Add(ref left, ARetry);
        return false;
    }

    // What fails before it is asked fails as an answer does.
    private static async Task<T> BeginAsync<T>(Func<Task<T>> ask) => await ask();

    private static TimeSpan Longer(TimeSpan wait) => wait * 2 < LongestWait ? wait * 2 : LongestWait;

    // Drawn at random, so that senders do not come back all at once.
    private static TimeSpan Drawn(TimeSpan wait) => wait * (0.5 + Random.Shared.NextDouble());
}
