using FunnelGrains.Browser.Tests.Browsing;

namespace FunnelGrains.Browser.Tests.Latency;

/// <summary>
/// Notes inside the page when something stands in its document, in milliseconds since 1970 by the browser (<c>performance.timeOrigin + performance.now()</c>),
/// and when the messages that brought it were received.
/// </summary>
internal static class PageProbe
{
    /// <summary>Notes the live connection's messages before the page's own code reads them.</summary>
    private const string Sockets = """
        window.received = [];
        window.WebSocket = class extends WebSocket {
          constructor(...of) {
            super(...of);
            this.addEventListener('message', e => {
              const at = typeof e.data === 'string' && e.data.includes('"BoardChanged"') ? /"at":"([^"]+)"/.exec(e.data) : null;
              if (at !== null) window.received.push([performance.timeOrigin + performance.now(), Date.parse(at[1]), e.data.length]);
            });
          }
        };
        """;

    private const string Watching = """
        () => {
          const now = () => performance.timeOrigin + performance.now();
          const mql = document.querySelector('[data-stage=mql] [data-count=now]');
          const read = () => Number(mql.textContent.replace(/\D/g, ''));
          window.counts = [[read(), now()]];
          new MutationObserver(() => window.counts.push([read(), now()])).observe(mql, { childList: true, characterData: true, subtree: true });
          window.rows = {};
          const note = () => { for (const row of document.querySelectorAll('[data-part=breaches] [data-lead]')) window.rows[row.dataset.lead] ??= now(); };
          new MutationObserver(note).observe(document.querySelector('.strip'), { childList: true, subtree: true, attributes: true, attributeFilter: ['data-lead'] });
        }
        """;

    /// <summary>To be called before the board is loaded.</summary>
    public static Task ListenAsync(Visit visit) => visit.Page.AddInitScriptAsync(Sockets);

    /// <summary>To be called when the board stands.</summary>
    public static Task WatchAsync(Visit visit) => visit.Page.EvaluateAsync(Watching);

    /// <summary>Each count of leads that are MQLs now, and when it stood there.</summary>
    public static Task<double[][]> CountsAsync(Visit visit) => visit.Page.EvaluateAsync<double[][]>("() => window.counts");

    /// <summary>Each message with a frame or patch: when it was received, when the server composed it (0: not said), and its length.</summary>
    public static Task<double[][]> ReceivedAsync(Visit visit) => visit.Page.EvaluateAsync<double[][]>("() => window.received");

    /// <summary>When each lead first stood on the breach strip.</summary>
    public static Task<Dictionary<string, double>> RowsAsync(Visit visit) => visit.Page.EvaluateAsync<Dictionary<string, double>>("() => window.rows");

    /// <summary>How far the browser's clock is ahead of this process', in milliseconds: the fastest of twenty questions tells it best.</summary>
    public static async Task<double> AheadAsync(Visit visit)
    {
        var (best, ahead) = (double.MaxValue, 0.0);
        for (var n = 0; n < 20; n++)
        {
            var asked = Moment.Now;
            var page = await visit.Page.EvaluateAsync<double>("() => performance.timeOrigin + performance.now()");
            var answered = Moment.Now;
            if (answered - asked >= best) continue;
            (best, ahead) = (answered - asked, page - (asked + answered) / 2);
        }
        return ahead;
    }
}
