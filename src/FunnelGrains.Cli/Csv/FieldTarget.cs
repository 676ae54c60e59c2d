namespace FunnelGrains.Cli.Csv;

/// <summary>The part of an event that a column or a constant fills.</summary>
internal enum FieldPart
{
    Id,
    Lead,
    Type,
    OccurredAt,
    Actor,
    Data,
    Personal,
}

/// <summary>How the text of a <see cref="FieldPart.Data"/> field becomes a JSON value.</summary>
internal enum FieldForm
{
    Text,
    Number,
    Flag,
}

/// <param name="Part">Which part.</param>
/// <param name="Name">The field's name inside data or personal; null for the other parts.</param>
/// <param name="Form">The JSON form of a data field.</param>
internal sealed record FieldTarget(FieldPart Part, string? Name, FieldForm Form)
{
    public override string ToString() => Part switch
    {
        FieldPart.Data => $"data.{Name}",
        FieldPart.Personal => $"personal.{Name}",
        FieldPart.OccurredAt => "occurredAt",
        _ => Part.ToString().ToLowerInvariant(),
    };
}
