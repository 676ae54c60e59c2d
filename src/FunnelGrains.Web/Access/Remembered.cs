using System.Collections.Concurrent;

namespace FunnelGrains.Web.Access;

/// <summary>Answers that may be some seconds old, by the text they were asked for: at most ten thousand, since strangers may ask for anything.</summary>
internal sealed class Remembered<T>(TimeProvider time, Func<string, Task<T>> ask)
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, (T Answer, long At)> answers = new(StringComparer.Ordinal);

    /// <summary>How many are kept.</summary>
    public int Count => answers.Count;

    /// <summary>The answer.</summary>
    /// <param name="text">What is asked for.</param>
    /// <param name="age">How old it may be.</param>
    public async ValueTask<T> FindAsync(string text, TimeSpan age)
    {
        if (answers.TryGetValue(text, out var known) && time.GetElapsedTime(known.At) < age) return known.Answer;
        // As old as the question, not as the answer: what changes in between is not missed for longer than said.
        var at = time.GetTimestamp();
        var answer = await ask(text);
        if (answers.Count >= Most) answers.Clear();
        answers[text] = (answer, at);
        return answer;
    }

    /// <summary>It has just changed.</summary>
    public void Forget(string text) => answers.TryRemove(text, out _);
}
