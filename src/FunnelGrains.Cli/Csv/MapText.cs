using System.Text;

namespace FunnelGrains.Cli.Csv;

/// <summary>Cuts <c>a=b,c="d,e"</c> into pairs; a value in double quotes may hold commas, and doubled quotes.</summary>
internal static class MapText
{
    /// <exception cref="CliException">A pair has no '=', or a quote is not closed.</exception>
    public static List<KeyValuePair<string, string>> Pairs(string map)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        for (var at = 0; at < map.Length;)
        {
            var equals = map.IndexOf('=', at);
            var comma = map.IndexOf(',', at);
            if (comma == at)
            {
                at++;
                continue;
            }
            if (equals < 0 || (comma >= 0 && comma < equals))
                throw CliException.OfUsage($"--map: '{map[at..(comma < 0 ? map.Length : comma)].Trim()}' is not FIELD=COLUMN or FIELD==CONSTANT.");
            var key = map[at..equals].Trim();
            at = equals + 1;
            pairs.Add(KeyValuePair.Create(key, Value(map, ref at)));
        }
        return pairs;
    }

    private static string Value(string map, ref int at)
    {
        var constant = at < map.Length && map[at] == '=' ? "=" : "";
        at += constant.Length;
        return constant + (at < map.Length && map[at] == '"' ? Quoted(map, ref at) : Bare(map, ref at));
    }

    private static string Bare(string map, ref int at)
    {
        var from = at;
        var comma = map.IndexOf(',', from);
        at = comma < 0 ? map.Length : comma + 1;
        return map[from..(comma < 0 ? map.Length : comma)].Trim();
    }

    private static string Quoted(string map, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < map.Length; at++)
        {
            if (map[at] != '"')
                value.Append(map[at]);
            else if (at + 1 < map.Length && map[at + 1] == '"')
                value.Append(map[at++]);
            else
                return AfterQuote(map, ref at, value.ToString());
        }
        throw CliException.OfUsage("--map: a quote is opened and never closed.");
    }

    private static string AfterQuote(string map, ref int at, string value)
    {
        at++;
        if (at < map.Length && map[at++] != ',')
            throw CliException.OfUsage($"--map: there is text after the closing quote of \"{value}\".");
        return value;
    }
}
