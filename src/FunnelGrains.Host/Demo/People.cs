using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace FunnelGrains.Host.Demo;

/// <summary>The invented people behind the leads. Their addresses end in <c>.example</c>, which nobody can own.</summary>
internal static class People
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly ImmutableArray<string> First =
    [
        "Adriana", "Alexandre", "Amanda", "André", "Beatriz", "Caio", "Carla", "Cláudio", "Cristiane", "Daniel", "Elaine", "Fábio", "Gabriela",
        "Helena", "Igor", "Isabela", "João", "José", "Karina", "Leandro", "Lívia", "Luciana", "Marcelo", "Mariana", "Mateus", "Natália",
        "Otávio", "Patrícia", "Paulo", "Renata", "Ricardo", "Rodrigo", "Sandra", "Sérgio", "Tatiane", "Vanessa", "Vinícius", "Yasmin",
    ];

    private static readonly ImmutableArray<string> Last =
    [
        "Almeida", "Andrade", "Araújo", "Azevedo", "Barros", "Batista", "Cardoso", "Carvalho", "Castro", "Coelho", "Dias", "Farias", "Freitas",
        "Gomes", "Lacerda", "Macedo", "Medeiros", "Melo", "Monteiro", "Nascimento", "Oliveira", "Pacheco", "Pinheiro", "Ramos", "Ribeiro",
        "Rocha", "Sales", "Santana", "Souza", "Tavares", "Vasconcelos", "Viana",
    ];

    private static readonly ImmutableArray<string> Trades =
    [
        "Padaria", "Mercadinho", "Auto Peças", "Confecções", "Distribuidora", "Clínica", "Oficina", "Papelaria", "Restaurante", "Metalúrgica",
        "Laticínios", "Transportes", "Farmácia", "Pet Shop", "Móveis", "Gráfica",
    ];

    private static readonly ImmutableArray<string> Places =
        ["Boa Vista", "São Jorge", "Santa Clara", "do Vale", "Central", "Aurora", "Primavera", "Três Irmãos", "Bela Vista", "Ipiranga", "Nordeste", "Horizonte"];

    /// <summary>Personal data of a lead as JSON text.</summary>
    public static string Someone(Dice dice)
    {
        var (first, last) = (dice.Pick(First), dice.Pick(Last));
        var company = $"{dice.Pick(Trades)} {dice.Pick(Places)}";
        var phone = string.Create(CultureInfo.InvariantCulture, $"+55 {11 + dice.Below(88)} 9{dice.Below(10_000):0000}-{dice.Below(10_000):0000}");
        var email = $"{Plain(first)}.{Plain(last)}@{Plain(company)}.example";
        return JsonSerializer.Serialize(new { name = $"{first} {last}", email, phone, company }, Json);
    }

    private static string Plain(string text)
    {
        var letters = text.Normalize(NormalizationForm.FormD).Where(letter => char.IsAsciiLetter(letter));
        return string.Concat(letters).ToLowerInvariant();
    }
}
