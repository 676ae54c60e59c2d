namespace FunnelGrains.Cli.Csv;

/// <summary>The whole of <c>--map</c>: <c>lead=contact_id,type==lead.captured,data.amount=valor</c>.</summary>
internal static class FieldMap
{
    private const string Parts = "id, lead, type, occurredAt, actor, data.NAME, personal.NAME";

    /// <summary>The attributes of the contract that are not text.</summary>
    private static readonly Dictionary<string, FieldForm> KnownForms = new(StringComparer.Ordinal)
    {
        ["amount"] = FieldForm.Number,
        ["value"] = FieldForm.Number,
        ["score"] = FieldForm.Number,
        ["automated"] = FieldForm.Flag,
    };

    /// <exception cref="CliException">A pair is not valid, is there twice, or one that is needed is missing.</exception>
    public static IReadOnlyList<FieldRule> Parse(IEnumerable<string> maps)
    {
        var rules = maps.SelectMany(map => MapText.Pairs(map)).Select(pair => Rule(pair.Key, pair.Value)).ToList();
        var twice = rules.GroupBy(rule => rule.Target.ToString()).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw CliException.OfUsage($"--map: {twice.Key} is there twice.");
        foreach (var needed in new[] { FieldPart.Lead, FieldPart.Type, FieldPart.OccurredAt })
            if (rules.All(rule => rule.Target.Part != needed))
                throw CliException.OfUsage($"--map: {new FieldTarget(needed, null, FieldForm.Text)} is missing; lead, type and occurredAt are needed.");
        return rules;
    }

    private static FieldRule Rule(string target, string source)
    {
        if (source is "" or "=")
            throw CliException.OfUsage($"--map: '{target}' needs a column, or '=' and a constant.");
        return source[0] == '='
            ? new FieldRule(Target(target), null, source[1..])
            : new FieldRule(Target(target), source, null);
    }

    private static FieldTarget Target(string text)
    {
        var (path, form) = text.Split(':', 2) is [var before, var after] ? (before, Form(text, after)) : (text, null);
        var target = path.Split('.', 2) switch
        {
            ["data", { Length: > 0 } name] when !name.Contains('.') =>
                new FieldTarget(FieldPart.Data, name, form ?? KnownForms.GetValueOrDefault(name, FieldForm.Text)),
            ["personal", { Length: > 0 } name] when !name.Contains('.') => new FieldTarget(FieldPart.Personal, name, FieldForm.Text),
            [var part] => part switch
            {
                "id" => new FieldTarget(FieldPart.Id, null, FieldForm.Text),
                "lead" => new FieldTarget(FieldPart.Lead, null, FieldForm.Text),
                "type" => new FieldTarget(FieldPart.Type, null, FieldForm.Text),
                "occurredAt" => new FieldTarget(FieldPart.OccurredAt, null, FieldForm.Text),
                "actor" => new FieldTarget(FieldPart.Actor, null, FieldForm.Text),
                _ => throw Unknown(path),
            },
            _ => throw Unknown(path),
        };
        return form is null || target.Part == FieldPart.Data
            ? target
            : throw CliException.OfUsage($"--map: only data fields have a form; '{text}' has one.");
    }

    private static FieldForm? Form(string text, string form) => form switch
    {
        "text" => FieldForm.Text,
        "number" => FieldForm.Number,
        "flag" => FieldForm.Flag,
        _ => throw CliException.OfUsage($"--map: '{text}': a form is text, number or flag."),
    };

    private static CliException Unknown(string path) => CliException.OfUsage($"--map: an event has no field '{path}'; its fields are {Parts}.");
}
