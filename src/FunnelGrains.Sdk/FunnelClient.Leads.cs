using System.Globalization;

namespace FunnelGrains.Sdk;

public sealed partial class FunnelClient
{
    /// <summary>One page of leads.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public Task<LeadPage> GetLeadsAsync(LeadsQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new LeadsQuery();
        var path = new QueryPath("api/v1/leads")
            .With("stage", query.Stage).With("owner", query.Owner).With("q", query.Text).With("status", query.Status)
            .With("sort", query.ByDue ? "due" : "updated").With("cursor", query.Cursor)
            .With("limit", query.Limit?.ToString(CultureInfo.InvariantCulture));
        return GetAsync(path, FunnelJson.Default.LeadPage, cancellationToken);
    }

    /// <summary>All leads of a query, page after page.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public async IAsyncEnumerable<LeadSummary> ListLeadsAsync(
        LeadsQuery? query = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var next = query ?? new LeadsQuery(); ;)
        {
            var page = await GetLeadsAsync(next, cancellationToken);
            foreach (var lead in page.Leads)
                yield return lead;
            if (page.Next is null)
                yield break;
            next = next with { Cursor = page.Next };
        }
    }
}
