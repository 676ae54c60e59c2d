using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>The parts of the demo company's agreement that have no clocks: what its people mean by their words, who answers for what, and when they meet.</summary>
internal static class DemoDocument
{
    public static ImmutableArray<Definition> Definitions { get; } =
    [
        new("lead", new("Lead", "Lead"), new(
            "Pessoa de uma empresa com CNPJ que deixou nome e um contato válido em um dos nossos canais.",
            "A person of a registered company who left a name and a valid contact in one of our channels.")),
        new("mql", new("Lead qualificado por Marketing (MQL)", "Marketing qualified lead (MQL)"), new(
            "Empresa de 3 a 200 funcionários, em um segmento que atendemos, cujo contato decide ou influencia a compra e pediu uma demonstração ou baixou dois materiais em 30 dias.",
            "A company of 3 to 200 people in a segment we serve, whose contact decides or influences the purchase and asked for a demonstration or took two pieces of content within 30 days.")),
        new("sal", new("Lead aceito por Vendas (SAL)", "Sales accepted lead (SAL)"), new(
            "MQL que Vendas conferiu e assumiu: os dados de contato funcionam e o perfil é o combinado. A partir daqui o lead tem um dono.",
            "An MQL that Sales checked and took on: the contact works and the profile is as agreed. From here the lead has an owner.")),
        new("sql", new("Lead qualificado por Vendas (SQL)", "Sales qualified lead (SQL)"), new(
            "Houve conversa, e há problema, verba, quem decide e prazo de até seis meses.",
            "There was a conversation, and there are a problem, a budget, somebody who decides and a time of at most six months.")),
        new("contact", new("Contato", "Touch"), new(
            "Ligação, mensagem, e-mail escrito à mão ou reunião, de uma pessoa de Vendas. Disparo automático não conta.",
            "A call, a message, an e-mail written by hand or a meeting, by a person of Sales. What is sent automatically does not count.")),
    ];

    public static ImmutableArray<TeamRole> Roles { get; } =
    [
        new("marketing_manager", "marketing", new("Gerência de Marketing", "Marketing manager"), new(
            "Entrega o volume de MQLs do mês, com o perfil combinado, e responde às rejeições.",
            "Delivers the month's MQLs with the profile agreed, and answers rejections.")),
        new("marketing_analyst", "marketing", new("Análise de Marketing", "Marketing analyst"), new(
            "Confere a origem e a campanha de cada lead, e nutre os que foram reciclados.",
            "Checks the source and the campaign of each lead, and nurtures those that were recycled.")),
        new("sdr", "sales", new("Pré-vendas (SDR)", "Sales development (SDR)"), new(
            "Aceita ou rejeita cada MQL, com o motivo, e faz o primeiro contato no prazo.",
            "Accepts or rejects each MQL, with the reason, and makes the first touch in time.")),
        new("closer", "sales", new("Vendas", "Account executive"), new(
            "Conduz a oportunidade até o fim e registra o valor, ou por que se perdeu.",
            "Leads the opportunity to its end and records the amount, or why it was lost.")),
    ];

    /// <summary>When the two teams meet.</summary>
    /// <param name="zone">IANA zone of the times.</param>
    public static ImmutableArray<MeetingRhythm> Meetings(string zone) =>
    [
        new("weekly", new("Ritmo da semana", "Weekly pace"), MeetingEvery.Week, MeetingDay.Monday, "09:30", zone),
        new("monthly", new("Resultado do mês", "Results of the month"), MeetingEvery.Month, MeetingDay.Tuesday, "10:00", zone, 1),
    ];

    /// <summary>What was agreed to reach, of the size of a day's month.</summary>
    public static ImmutableArray<GoalTemplate> Goals(LocalDate day)
    {
        var goals = DemoGoals.Of(day);
        return
        [
            new(DemoGoals.MqlsAMonth, new("MQLs por mês", "MQLs a month"), goals[DemoGoals.MqlsAMonth]),
            new(DemoGoals.WinsAMonth, new("Clientes novos por mês", "New customers a month"), goals[DemoGoals.WinsAMonth]),
            new(DemoGoals.RevenueAMonth, new("Receita nova por mês", "New revenue a month"), goals[DemoGoals.RevenueAMonth]),
        ];
    }

    /// <summary>The year in which a day is.</summary>
    public static TimeScope YearOf(LocalDate day) => new(new LocalDate(day.Year, 1, 1), new LocalDate(day.Year, 12, 31));
}
