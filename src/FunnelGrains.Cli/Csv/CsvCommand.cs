using System.CommandLine;
using System.Globalization;
using System.Text;
using FunnelGrains.Cli.Imports;
using FunnelGrains.Cli.Times;

namespace FunnelGrains.Cli.Csv;

/// <summary><c>funnel import csv</c>.</summary>
internal static class CsvCommand
{
    private const string Description = """
        Brings the rows of a CSV file in, each as one event.

        --map says which column fills which field of the event: FIELD=COLUMN, or FIELD==CONSTANT, separated by commas.
        The fields are id, lead, type, occurredAt, actor, data.NAME and personal.NAME; lead, type and occurredAt are needed.
        A value with a comma goes in double quotes. Data fields are text, except amount, value and score (numbers) and automated
        (yes or no); data.NAME:number, :flag and :text say so for others. A blank field is left out.

        Without a mapped id, the event's id is a hash of its content: two equal rows are one event.

        Example:
          funnel import csv deals.csv --zone America/Sao_Paulo --date-format "dd/MM/yyyy HH:mm" --culture pt-BR
            --map id=deal_id,lead=contact,type==deal.won,occurredAt=closed,data.amount=valor,data.currency==BRL
        """;

    private static readonly Argument<string> File = new("FILE") { Description = "The CSV file; its first row names the columns." };

    private static readonly Option<string[]> Map = new("--map")
    {
        Description = "Columns and constants of the event's fields; may be given several times.",
        HelpName = "FIELD=COLUMN,…",
        Required = true,
    };

    private static readonly Option<string?> Zone = new("--zone")
    {
        Description = "The IANA zone of times without an offset, for example America/Sao_Paulo. A date alone is local midnight.",
        HelpName = "ZONE",
    };

    private static readonly Option<string[]> DateFormat = new("--date-format")
    {
        Description = "How times are written: a pattern such as \"dd/MM/yyyy HH:mm\", or unix, unix-ms; several are tried in order. [default: ISO 8601]",
        HelpName = "PATTERN",
    };

    private static readonly Option<string?> Culture = new("--culture")
    {
        Description = "How numbers and names of months are written, for example pt-BR. [default: 1234.56 and English]",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Delimiter = new("--delimiter")
    {
        Description = "The character between fields, or tab. [default: found in the file]",
        HelpName = "CHAR",
    };

    private static readonly Option<string?> EncodingName = new("--encoding")
    {
        Description = "The file's encoding, for example windows-1252. [default: by its mark, else utf-8]",
        HelpName = "NAME",
    };

    public static Command Create(CliHost host, ServerOptions server)
    {
        var import = new ImportOptions(host, server);
        var command = new Command("csv", Description) { File, Map, Zone, DateFormat, Culture, Delimiter, EncodingName };
        import.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var file = parsed.GetValue(File)!;
            return import.RunAsync(parsed, Source(file, parsed), Identity(parsed), [file]);
        });
        return command;
    }

    private static CsvSource Source(string file, ParseResult parsed)
    {
        var rules = FieldMap.Parse(parsed.GetValue(Map)!);
        var culture = FindCulture(parsed.GetValue(Culture));
        var zone = parsed.GetValue(Zone) is { } id ? Zones.Find(id) : null;
        var times = new TimeReader(zone, parsed.GetValue(DateFormat) ?? [], culture);
        return new CsvSource(file, FindDelimiter(parsed.GetValue(Delimiter)), FindEncoding(parsed.GetValue(EncodingName)), rules, times, culture);
    }

    private static string Identity(ParseResult parsed) => string.Join(' ',
        "csv", string.Join(',', parsed.GetValue(Map)!), parsed.GetValue(Zone), string.Join(',', parsed.GetValue(DateFormat) ?? []),
        parsed.GetValue(Culture), parsed.GetValue(Delimiter), parsed.GetValue(EncodingName));

    private static CultureInfo FindCulture(string? name)
    {
        try
        {
            return name is null ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            throw CliException.OfUsage($"--culture: '{name}' is not known; give a name such as pt-BR.");
        }
    }

    private static Encoding? FindEncoding(string? name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return name is null ? null : Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw CliException.OfUsage($"--encoding: '{name}' is not known; give a name such as windows-1252.");
        }
    }

    private static char? FindDelimiter(string? text) => text switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        [var c] when c is '\t' or (> ' ' and < '\u007f' and not '"') => c,
        _ => throw CliException.OfUsage($"--delimiter: '{text}' is not one character; give ',' or ';' or tab."),
    };
}
