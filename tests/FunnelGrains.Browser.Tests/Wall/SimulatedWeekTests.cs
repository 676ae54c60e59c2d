using System.Globalization;
using System.Text.Json;
using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Browser.Tests.Look;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Wall;

/// <summary>
/// A day on one page, and the week that a board has to stand by <c>FUNNELGRAINS_WALL_DAYS=7 dotnet run --project tests/FunnelGrains.Browser.Tests -- -class "*SimulatedWeekTests"</c>, in
/// ten minutes. The page is the one that the host serves, with all its code: what is not real is time, which passes as fast as the page works, and the socket,
/// which makes up what a server would say. The browser's optimizing compilers are off: what they have compiled after some hours, half a megabyte, is no memory of the page's, and would hide
/// a leak of that size.
/// </summary>
public sealed class SimulatedWeekTests(ITestOutputHelper output)
{
    private const string NoOptimizing = "--js-flags=--no-opt --no-maglev --no-sparkplug";
    private const int FramesAWeek = 500_000, BreachEvery = 100, Chunk = 2_500;
    private const double FrameSeconds = 7 * 24 * 3600.0 / FramesAWeek;

    private static readonly int Frames = FramesAWeek * int.Parse(Environment.GetEnvironmentVariable("FUNNELGRAINS_WALL_DAYS") ?? "1", CultureInfo.InvariantCulture) / 7;

    [Fact]
    public async Task After_frames_and_breaches_without_end_memory_and_nodes_are_those_of_the_first_hour()
    {
        await using var chromium = new Chromium(NoOptimizing);
        await chromium.InitializeAsync();
        await using var house = new FullBoard(chromium);
        await ((IAsyncLifetime)house).InitializeAsync();
        var frame = await WholeFrameAsync(house);
        await using var visit = await house.OpenAsync(scene: null, before: opened => opened.Page.AddInitScriptAsync(World(frame)));
        await using var devtools = await DevTools.OpenAsync(visit);

        var first = (int)(3600 / FrameSeconds);
        await RunAsync(visit, 0, first);
        var hour = await devtools.MeasureAsync();
        output.WriteLine($"after the first hour: {hour}");
        for (var at = first; at < Frames; at += Chunk) await RunAsync(visit, at, Math.Min(Chunk, Frames - at));
        var week = await devtools.MeasureAsync();
        output.WriteLine($"after the week:       {week}");

        var seen = await visit.Page.EvaluateAsync<Dictionary<string, int>>("() => window.week.seen");
        output.WriteLine(string.Join(", ", seen.Select(pair => $"{pair.Key} {pair.Value}")));
        visit.Complaints.ShouldBeEmpty();
        seen["frames"].ShouldBe(Frames);
        seen["breaches"].ShouldBe(Frames / BreachEvery);
        seen["reloads"].ShouldBe(0);
        seen["alarms"].ShouldBeGreaterThan(Frames / BreachEvery / 5);
        foreach (var scene in new[] { "funnel", "goals", "sla", "sources", "today" }) seen[scene].ShouldBeGreaterThan(100);
        week.Heap.ShouldBeLessThan(hour.Heap * 1.1);
        week.Nodes.ShouldBeLessThan(hour.Nodes * 1.1);
    }

    /// <summary>Lets frames come, then time pass until the first scene stands alone, so that like is measured with like.</summary>
    private static Task RunAsync(Visit visit, int from, int count) => visit.Page.EvaluateAsync($"() => window.week.run({from}, {count})");

    /// <summary>A frame as the host tells it when promises are broken already.</summary>
    private static async Task<string> WholeFrameAsync(FullBoard house)
    {
        await (await house.OpenFullAsync(Screen.FullHd)).DisposeAsync();
        await using var visit = await house.OpenFullAsync(Screen.FullHd);
        foreach (var message in visit.Frames.SelectMany(text => text.Split('\u001e', StringSplitOptions.RemoveEmptyEntries)))
        {
            using var json = JsonDocument.Parse(message);
            if (json.RootElement.TryGetProperty("result", out var result) && result.TryGetProperty("kind", out var kind) && kind.GetString() == "frame")
            {
                foreach (var list in new[] { "breaches", "nextClocks", "goals", "clauses", "days" }) result.GetProperty(list).GetArrayLength().ShouldBeGreaterThan(0, list);
                return result.GetRawText();
            }
        }

        throw new InvalidOperationException("no whole frame came");
    }

    private static string World(string frame) => $$"""
        (() => {
          const real = { setTimeout: window.setTimeout.bind(window), Date };
          const start = Date.now();
          const frame = {{frame}};
          const [step, breachEvery] = [{{(FrameSeconds * 1000).ToString(CultureInfo.InvariantCulture)}}, {{BreachEvery}}];
          let passed = 0, id = 1, revision = frame.revision, socket = null;
          const timers = new Map();
          const plan = (task, wait, every, of) => { timers.set(id, { at: passed + Math.max(0, wait || 0), every, task: () => task(...of) }); return id++; };
          window.setTimeout = (task, wait, ...of) => plan(task, wait, null, of);
          window.setInterval = (task, wait, ...of) => plan(task, wait, Math.max(1, wait), of);
          window.clearTimeout = window.clearInterval = known => { timers.delete(known); };
          performance.now = () => passed;
          window.Date = class extends real.Date {
            constructor(...of) { if (of.length === 0) super(start + passed); else super(...of); }
            static now() { return start + passed; }
          };
          const iso = () => new real.Date(start + passed).toISOString();
          const pass = time => {
            passed += time;
            for (const [known, timer] of [...timers]) {
              if (timer.at > passed || !timers.has(known)) continue;
              if (timer.every === null) timers.delete(known); else timer.at = passed + timer.every;
              timer.task();
            }
          };
          // The page asks for itself before it loads itself anew.
          window.fetch = async where => where === location.pathname ? (seen.reloads++, new Response(null, { status: 503 })) : new Response(JSON.stringify({ workspace: 'default', name: 'Semana', open: false, display: null }), { headers: { 'content-type': 'application/json' } });
          const deliver = message => socket?.greeted && socket.onmessage?.({ data: JSON.stringify(message) + '\x1e' });
          const call = (target, what) => deliver({ type: 1, target, arguments: [what] });
          window.WebSocket = class {
            static CONNECTING = 0; static OPEN = 1; static CLOSING = 2; static CLOSED = 3;
            readyState = 0;
            constructor() { socket = this; Promise.resolve().then(() => { this.readyState = 1; this.onopen?.({}); }); }
            send(data) {
              for (const text of data.split('\x1e').filter(Boolean)) {
                const message = JSON.parse(text);
                if (message.protocol) Promise.resolve().then(() => { this.onmessage?.({ data: '{}\x1e' }); this.greeted = true; });
                else if (message.target === 'Watch') Promise.resolve().then(() => { beat(); deliver({ type: 3, invocationId: message.invocationId, result: { ...frame, revision, at: iso(), dataAt: iso() } }); });
              }
            }
            close() { this.readyState = 3; this.onclose?.({ code: 1000 }); }
          };
          const beat = () => call('Heartbeat', { at: iso(), build: 'one', dataAt: iso() });
          const day = ago => new real.Date(start + passed - ago * 86400000).toISOString().slice(0, 10);
          const change = n => {
            const of = frame.stages.length;
            const patch = { kind: 'patch', base: revision, epoch: frame.epoch, version: frame.version + n, revision: ++revision, at: iso(), dataAt: iso(),
              stages: frame.stages.map((stage, i) => i === n % of ? { ...stage, entered: stage.entered + n, enteredToday: n % 97, now: n % 1009 } : stage),
              totals: { ...frame.totals, captured: frame.totals.captured + n, touches: n, touchesToday: n % 131, breachesOpen: 1 + n % 40 } };
            if (n % 3 === 0) patch.goals = frame.goals.map((goal, i) => ({ ...goal, actual: n * (i + 1) % 2000 }));
            if (n % 5 === 0) patch.nextClocks = frame.nextClocks.map((clock, i) => ({ ...clock, lead: `N-${n + i}`, start: iso(), due: new real.Date(start + passed + (i + 1) * 400000).toISOString() }));
            if (n % 7 === 0) patch.clauses = frame.clauses.map(clause => ({ ...clause, met: clause.met + n, running: n % 50 }));
            if (n % 11 === 0) patch.days = frame.days.map((one, i) => ({ date: day(30 - i), captured: (n + i * 13) % 90, won: (n + i) % 4 }));
            if (n % 13 === 0) patch.sources = Array.from({ length: 12 }, (_, i) => ({ value: `source ${(n + i) % 20}`, captured: (12 - i) * (n % 50), won: i, revenue: [] }));
            return patch;
          };
          const seen = { frames: 0, breaches: 0, alarms: 0, reloads: 0 };
          let before = null;
          const look = () => {
            const scene = document.querySelector('main')?.dataset.scene ?? 'none';
            if (scene !== before) { seen[scene === 'breach' ? 'alarms' : scene] = (seen[scene === 'breach' ? 'alarms' : scene] ?? 0) + 1; before = scene; }
            return scene;
          };
          const settle = async () => { await null; await null; await null; };
          const breathe = () => new Promise(done => real.setTimeout(done));
          window.week = {
            seen,
            async run(from, count) {
              for (let n = from + 1; n <= from + count; n++) {
                if (n % 4 === 0) beat();
                const patch = change(n);
                if (n % breachEvery === 0) {
                  seen.breaches++;
                  const breach = { ...frame.breaches[0], id: `b-${n}`, lead: `L-${n}`, due: iso() };
                  call('Breached', breach);
                  patch.breaches = [breach, ...frame.breaches.slice(0, 11)];
                }
                if (n % 2000 === 0) call('Celebrated', { kind: 'won', id: `w-${n}`, team: 'sales', owner: 'AN', amount: { currency: 'BRL', amount: n }, at: iso() });
                call('BoardChanged', patch);
                seen.frames++;
                await settle();
                pass(step);
                await settle();
                look();
                if (n % 100 === 0) await breathe();
              }
            },
            async rest() {
              for (let n = 0; n < 2000 && (look() !== 'funnel' || document.querySelector('[data-celebration]') !== null); n++) { beat(); pass(1000); await settle(); if (n % 20 === 0) await breathe(); }
            },
          };
          // Until the page stands, time passes as it does.
          const drive = () => { if (document.querySelector('main[data-revision]') === null) { pass(20); real.setTimeout(drive, 5); } };
          real.setTimeout(drive, 5);
        })();
        """;

    private sealed class DevTools(Visit visit, ICDPSession session) : IAsyncDisposable
    {
        public static async Task<DevTools> OpenAsync(Visit visit)
        {
            var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
            await session.SendAsync("Performance.enable");
            await session.SendAsync("HeapProfiler.enable");
            return new DevTools(visit, session);
        }

        public async Task<Measure> MeasureAsync()
        {
            await visit.Page.EvaluateAsync("() => window.week.rest()");
            for (var round = 0; round < 3; round++) await session.SendAsync("HeapProfiler.collectGarbage");
            var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
                .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
            return new Measure(metrics["JSHeapUsedSize"], metrics["Nodes"], metrics["JSEventListeners"]);
        }

        public async ValueTask DisposeAsync() => await session.DetachAsync();
    }

    private sealed record Measure(double Heap, double Nodes, double Listeners)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"heap {Heap / 1e6:0.000} MB, {Nodes} nodes, {Listeners} listeners");
    }
}
