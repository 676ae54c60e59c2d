using System.Collections.Immutable;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>The invented company of the demo: Maracatu Gestão, management software for small firms, from Recife to all of Brazil.</summary>
internal static class Company
{
    /// <summary>Its name.</summary>
    public const string Name = "Maracatu Gestão";

    /// <summary>Currency of all its deals.</summary>
    public const string Currency = "BRL";

    /// <summary>The zone its people live in.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["America/Sao_Paulo"];

    public static ImmutableArray<Channel> Channels { get; } =
    [
        new("Google Ads", "cpc", 0.26, 1.00, ["Busca Marca", "Busca ERP", "Remarketing", "Performance Max"]),
        new("Instagram", "social", 0.19, 0.70, ["Reels Dono de Loja", "Stories Nota Fiscal", "Criadores"]),
        new("Orgânico", "organic", 0.17, 1.15, []),
        new("RD Station", "form", 0.12, 1.05, ["E-book Fluxo de Caixa", "Planilha de Estoque", "Webinar Reforma Tributária"]),
        new("Indicação", "referral", 0.10, 1.75, ["Cliente indica cliente"]),
        new("LinkedIn", "social", 0.08, 1.20, ["Contadores", "Diretoria Financeira"]),
        new("Eventos", "event", 0.05, 1.40, ["Feira do Empreendedor", "Encontro de Contadores"]),
        new("WhatsApp", "chat", 0.03, 1.10, []),
    ];

    public static ImmutableArray<Segment> Segments { get; } =
    [
        new("Varejo", 0.34, 1.00, 4_800),
        new("Serviços", 0.24, 0.90, 3_900),
        new("Alimentação", 0.17, 0.85, 5_600),
        new("Indústria", 0.13, 1.15, 13_800),
        new("Distribuição", 0.12, 1.20, 18_500),
    ];

    /// <summary>Who answers for new leads.</summary>
    public static ImmutableArray<string> Marketing { get; } = ["Camila Nogueira", "Thiago Sarmento", "Larissa Prado"];

    /// <summary>Who sells.</summary>
    public static ImmutableArray<string> Sales { get; } =
    [
        "Ana Beatriz Lins", "Bruno Cavalcanti", "Débora Teixeira", "Eduardo Pessoa",
        "Fernanda Alencar", "Gustavo Moura", "Juliana Queiroz", "Rafael Siqueira",
    ];

    public static ImmutableArray<string> Rejections { get; } =
        ["Fora do perfil", "Dados de contato inválidos", "Já é cliente", "Sem orçamento", "Estudante ou pesquisa", "Região não atendida"];

    public static ImmutableArray<string> Losses { get; } =
        ["Preço", "Escolheu um concorrente", "Sem resposta", "Adiou o projeto", "Falta de integração", "Ficou com planilhas"];

    public static ImmutableArray<string> TouchChannels { get; } = ["whatsapp", "call", "email", "whatsapp", "call", "meeting"];

    public static ImmutableArray<string> Outcomes { get; } = ["answered", "no_answer", "answered", "scheduled", "left_message"];
}
