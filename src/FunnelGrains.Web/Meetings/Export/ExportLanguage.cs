using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Web.Meetings.Export;

/// <summary>The words of an export.</summary>
/// <param name="IsPortuguese">Portuguese of Brazil, else English.</param>
internal readonly record struct ExportLanguage(bool IsPortuguese)
{
    /// <summary>One of two words.</summary>
    public string Of(string pt, string en) => IsPortuguese ? pt : en;

    /// <summary>One of two texts.</summary>
    public string Of(LocalText text) => IsPortuguese ? text.Pt : text.En;

    /// <summary>Yes or no.</summary>
    public string Of(bool yes) => yes ? Of("sim", "yes") : Of("não", "no");

    /// <summary>A word of the contract, such as <c>on_track</c>, for people; an unknown one as it is.</summary>
    public string Word(string name) => name switch
    {
        "no_verdict" => Of("sem veredito", "no verdict"),
        "on_track" => Of("no ritmo", "on track"),
        "behind" => Of("atrasada", "behind"),
        "at_risk" => Of("em risco", "at risk"),
        "reached" => Of("atingida", "reached"),
        "missed" => Of("não atingida", "missed"),
        "weekly" => Of("semanal", "weekly"),
        "monthly" => Of("mensal", "monthly"),
        "week" => Of("semana", "week"),
        "month" => Of("mês", "month"),
        "quarter" => Of("trimestre", "quarter"),
        "open" => Of("aberta", "open"),
        "done" => Of("feita", "done"),
        "running" => Of("correndo", "running"),
        "paused" => Of("pausado", "paused"),
        "met" => Of("cumprido", "met"),
        "breached" => Of("violado", "breached"),
        "met_late" => Of("cumprido com atraso", "met late"),
        "cancelled" => Of("cancelado", "cancelled"),
        _ => name,
    };
}
