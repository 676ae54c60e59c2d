using System.Globalization;
using System.Text.Json.Nodes;
using FunnelGrains.Cli.Ids;
using FunnelGrains.Cli.Times;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Csv;

/// <summary>Turns the rows of one file into events, by the rules of <c>--map</c>.</summary>
internal sealed class RowMapper
{
    private readonly List<(FieldRule Rule, int Column)> fields;
    private readonly TimeReader times;
    private readonly CultureInfo culture;

    /// <exception cref="CliException">A mapped column is not in the file.</exception>
    public RowMapper(CsvFile file, IReadOnlyList<FieldRule> rules, TimeReader times, CultureInfo culture)
    {
        fields = [.. rules.Select(rule => (rule, rule.Column is null ? -1 : file.Column(rule.Column, rule.Target.ToString())))];
        this.times = times;
        this.culture = culture;
    }

    /// <returns>Null for a bad row; then <paramref name="reason"/> says why.</returns>
    public FunnelEvent? Map(CsvLine line, out string? reason)
    {
        var row = new Row();
        foreach (var (rule, column) in fields)
        {
            var text = rule.Constant ?? line[column];
            if (Take(row, rule, text) is not { } fault)
                continue;
            reason = rule.Column is null ? $"{rule.Target}: {fault}" : $"column '{rule.Column}' ({rule.Target}): {fault}";
            return null;
        }
        reason = null;
        return row.ToEvent();
    }

    /// <returns>What is wrong with the text; null for nothing.</returns>
    private string? Take(Row row, FieldRule rule, string text)
    {
        var target = rule.Target;
        if (text.Contains('\uFFFD'))
            return "has bytes that are not of the file's encoding; give --encoding, for example --encoding windows-1252";
        if (text.Length == 0)
            return target.Part is FieldPart.Lead or FieldPart.Type or FieldPart.OccurredAt or FieldPart.Id ? "is blank" : null;
        switch (target.Part)
        {
            case FieldPart.OccurredAt:
                row.OccurredAt = times.Read(text, out var fault);
                return fault;
            case FieldPart.Data:
                return Value(target.Form, text, out var value) is { } wrong ? wrong : row.SetData(target.Name!, value);
            case FieldPart.Personal:
                return row.SetPersonal(target.Name!, text);
            default:
                return row.Set(target.Part, text);
        }
    }

    private string? Value(FieldForm form, string text, out JsonNode? value)
    {
        value = form switch
        {
            FieldForm.Number => decimal.TryParse(text, NumberStyles.Number, culture, out var number) ? JsonValue.Create(number) : null,
            FieldForm.Flag => Flags.TryGetValue(text, out var flag) ? JsonValue.Create(flag) : null,
            _ => JsonValue.Create(text),
        };
        return value is not null ? null : $"'{(text.Length > 40 ? text[..40] + "…" : text)}' is not {(form == FieldForm.Number ? "a number" : "yes or no")}";
    }

    private static readonly Dictionary<string, bool> Flags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = true,
        ["yes"] = true,
        ["y"] = true,
        ["1"] = true,
        ["sim"] = true,
        ["s"] = true,
        ["false"] = false,
        ["no"] = false,
        ["n"] = false,
        ["0"] = false,
        ["não"] = false,
        ["nao"] = false,
    };

    /// <summary>An event while its fields come in.</summary>
    private sealed class Row
    {
        private readonly Dictionary<FieldPart, string> texts = [];
        private JsonObject? data;
        private JsonObject? personal;

        public DateTimeOffset? OccurredAt { get; set; }

        public string? Set(FieldPart part, string text)
        {
            texts[part] = text;
            return null;
        }

        public string? SetData(string name, JsonNode? value)
        {
            (data ??= [])[name] = value;
            return null;
        }

        public string? SetPersonal(string name, string text)
        {
            (personal ??= [])[name] = text;
            return null;
        }

        public FunnelEvent ToEvent()
        {
            var e = new FunnelEvent
            {
                Id = texts.GetValueOrDefault(FieldPart.Id),
                Type = texts[FieldPart.Type],
                Lead = texts[FieldPart.Lead],
                OccurredAt = OccurredAt,
                Actor = texts.GetValueOrDefault(FieldPart.Actor),
                Data = data,
                Personal = personal,
            };
            return e.Id is null ? e.WithId(ContentId.Of(e)) : e;
        }
    }
}
