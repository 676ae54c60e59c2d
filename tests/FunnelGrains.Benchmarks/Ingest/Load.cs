using System.Globalization;

namespace FunnelGrains.Benchmarks.Ingest;

/// <summary>What integrations post about leads that are being worked: touches, updates, stage changes, assignments. The same for the same numbers.</summary>
internal sealed class Load(int leads, DateTimeOffset from)
{
    private static readonly string[] Stages = ["sal", "sql", "opportunity", "mql"];
    private static readonly string[] Owners = ["ana", "bruno", "carla", "diego", "elisa", "fabio"];
    private readonly Random random = new(20_261_125);
    private int made;

    /// <summary>Each lead is captured and qualified.</summary>
    public IReadOnlyList<LoadEvent> Opening() =>
    [
        .. Enumerable.Range(0, leads).SelectMany(n => new[]
        {
            Next(Lead(n), "lead.captured", $$"""{"source":"source {{n % 20}}","campaign":"campaign {{n % 50}}","segment":"segment {{n % 5}}"}"""),
            Next(Lead(n), "lead.stage_changed", """{"stage":"mql"}"""),
        }),
    ];

    /// <summary>Events of leads drawn at random, one after the other in time.</summary>
    public IReadOnlyList<LoadEvent> Events(int count)
    {
        var events = new LoadEvent[count];
        for (var i = 0; i < count; i++)
        {
            var lead = Lead(random.Next(leads));
            events[i] = random.Next(10) switch
            {
                < 4 => Next(lead, "lead.touched", """{"channel":"call","outcome":"reached"}"""),
                < 7 => Next(lead, "lead.updated", string.Create(CultureInfo.InvariantCulture, $$"""{"score":{{random.Next(100)}}}""")),
                < 9 => Next(lead, "lead.stage_changed", $$"""{"stage":"{{Stages[random.Next(Stages.Length)]}}"}"""),
                _ => Next(lead, "lead.assigned", $$"""{"owner":"{{Owners[random.Next(Owners.Length)]}}"}"""),
            };
        }

        return events;
    }

    private static string Lead(int n) => string.Create(CultureInfo.InvariantCulture, $"L-{n:D6}");

    private LoadEvent Next(string lead, string type, string data)
    {
        var n = made++;
        return new LoadEvent(lead, string.Create(CultureInfo.InvariantCulture, $"crm-{n:D9}"), type, from.AddMilliseconds(n), data);
    }
}
