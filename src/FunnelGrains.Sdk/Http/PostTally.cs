namespace FunnelGrains.Sdk;

/// <summary>Adds the answers of the attempts of one body up to one answer, with the places of the caller's list.</summary>
internal sealed class PostTally
{
    private readonly List<EventResult> results = [];
    private int accepted;
    private int duplicates;
    private int refused;

    public bool Any { get; private set; }

    /// <returns>The events to be sent again: those that the server could not settle.</returns>
    public List<SerializedEvent> Take(PostAnswer answer, List<SerializedEvent> sent)
    {
        Any = true;
        accepted += answer.Accepted;
        duplicates += answer.Duplicates;
        refused += answer.Refused;
        var again = new List<SerializedEvent>();
        foreach (var result in answer.Results)
        {
            if (result.Status == EventStatus.Accepted || result.Index < 0 || result.Index >= sent.Count)
                continue;
            var e = sent[result.Index];
            if (result.Status == EventStatus.Retry)
                again.Add(e);
            else
                results.Add(result with { Index = e.Index });
        }
        return again;
    }

    public PostAnswer Total(List<SerializedEvent> unsettled) => new()
    {
        Accepted = accepted,
        Duplicates = duplicates,
        Refused = refused,
        Results = [.. results
            .Concat(unsettled.Select(e => new EventResult { Index = e.Index, Id = e.Id, Status = EventStatus.Retry }))
            .OrderBy(result => result.Index)],
    };

    /// <summary>Puts the answers of several bodies together.</summary>
    public static PostAnswer Sum(IReadOnlyList<PostAnswer> answers) => answers.Count == 1 ? answers[0] : new()
    {
        Accepted = answers.Sum(answer => answer.Accepted),
        Duplicates = answers.Sum(answer => answer.Duplicates),
        Refused = answers.Sum(answer => answer.Refused),
        Results = [.. answers.SelectMany(answer => answer.Results)],
    };
}
