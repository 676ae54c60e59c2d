using System.Globalization;
using System.Runtime.CompilerServices;

namespace FunnelGrains.Sdk;

public sealed partial class FunnelClient
{
    /// <summary>All breaches of a query, by due, the latest first; without a query, the open ones. Where they may be many, <see cref="ListBreachesAsync"/> holds a page at a time.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public async Task<IReadOnlyList<BreachReport>> GetBreachesAsync(BreachQuery? query = null, CancellationToken cancellationToken = default)
    {
        var breaches = new List<BreachReport>();
        await foreach (var breach in ListBreachesAsync(query, cancellationToken))
            breaches.Add(breach);
        return breaches;
    }

    /// <summary>All breaches of a query, by due, the latest first, page after page; without a query, the open ones.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public async IAsyncEnumerable<BreachReport> ListBreachesAsync(BreachQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const string path = "api/v1/breaches";
        var first = new QueryPath(path).With("state", query is { All: true } ? "all" : "open").With("from", query?.From).With("to", query?.To)
            .With("limit", query?.PageSize?.ToString(CultureInfo.InvariantCulture));
        for (var next = first.ToString(); next is not null;)
        {
            var reply = await pipe.SendAsync(HttpMethod.Get, next, null, cancellationToken);
            foreach (var breach in reply.Read(FunnelJson.Default.IReadOnlyListBreachReport))
                yield return breach;
            next = reply.Next is { } rest ? path + rest : null;
        }
    }
}
