using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Web.Boards;
using FunnelGrains.Web.Goals;
using NodaTime;

namespace FunnelGrains.Web.Tests.Boards;

/// <summary>Writes the hub's messages as TypeScript, from the types that the server serialises.</summary>
internal sealed class TypeScriptContract
{
    private const string Head =
        """
        // Generated from the server's types by the test The_page's_contract_file_is_up_to_date; do not edit.
        // Instants are ISO 8601 in UTC with "Z", dates are ISO 8601 ("2026-11-02").

        """;

    /// <summary>What differs between a C# type and what goes over the wire.</summary>
    private static readonly ImmutableDictionary<Type, Type> OnTheWire = new Dictionary<Type, Type>
    {
        [typeof(GoalReading)] = typeof(GoalBody),
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<Type, string> Names = new Dictionary<Type, string>
    {
        [typeof(BoardBreach)] = "Breach",
        [typeof(GoalBody)] = "BoardGoal",
        [typeof(ForecastBody)] = "Forecast",
    }.ToImmutableDictionary();

    private readonly StringBuilder text = new(Head);
    private readonly HashSet<Type> written = [];
    private readonly Queue<Type> waiting = [];
    private readonly XmlDocs docs = new();

    public static string Write()
    {
        var contract = new TypeScriptContract();
        contract.WriteFrame();
        contract.WritePatch();
        foreach (var type in (Type[])[typeof(Heartbeat), typeof(BoardBreach), typeof(Celebration)]) contract.Name(type);
        while (contract.waiting.TryDequeue(out var next)) contract.WriteType(next);
        contract.text.Append("""

            /** What `BoardChanged` carries. */
            export type BoardChange = BoardFrame | BoardPatch;

            /** Methods the server calls on the page. */
            export interface BoardClient {
              BoardChanged(change: BoardChange): void;
              Breached(breach: Breach): void;
              Celebrated(what: Celebration): void;
              Heartbeat(beat: Heartbeat): void;
            }

            """.ReplaceLineEndings("\n"));
        return contract.text.ToString();
    }

    private void WriteFrame()
    {
        text.Append($"\n/** {docs.Summary(typeof(BoardFrame))} The answer of `Watch(board)`; `BoardChanged` sends it too. */\nexport interface BoardFrame {{\n  kind: \"frame\";\n");
        foreach (var property in Properties(typeof(BoardFrame))) WriteProperty(typeof(BoardFrame), property, optional: false);
        text.Append("}\n");
    }

    private void WritePatch()
    {
        text.Append("""

            /** Only what changed, each section whole. On a gap (`epoch` or `base` is not what the page has) call `Watch` again. */
            export interface BoardPatch {
              kind: "patch";
              /** The revision that this builds on. */
              base: number;

            """.ReplaceLineEndings("\n"));
        foreach (var property in Properties(typeof(BoardFrame)))
            WriteProperty(typeof(BoardFrame), property, optional: !FrameSections.Always.Contains(JsonName(property)));
        text.Append("}\n");
    }

    private void WriteType(Type type)
    {
        if (type.IsEnum)
        {
            text.Append($"\n/** {docs.Summary(type)} */\nexport type {NameOf(type)} = {string.Join(" | ", EnumNames(type).Select(name => $"\"{name}\""))};\n");
            return;
        }
        text.Append($"\n/** {docs.Summary(type)} */\nexport interface {NameOf(type)} {{\n");
        foreach (var property in Properties(type)) WriteProperty(type, property, optional: false);
        text.Append("}\n");
    }

    private void WriteProperty(Type owner, PropertyInfo property, bool optional)
    {
        if (docs.Parameter(owner, property.Name) is { } said) text.Append($"  /** {said} */\n");
        text.Append($"  {JsonName(property)}{(optional ? "?" : "")}: {TypeOf(property)};\n");
    }

    private string TypeOf(PropertyInfo property)
    {
        var nullable = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        return Name(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) + (nullable ? " | null" : "");
    }

    private string Name(Type given)
    {
        var type = OnTheWire.GetValueOrDefault(given, given);
        if (type == typeof(string) || type == typeof(Instant) || type == typeof(LocalDate)) return "string";
        if (type == typeof(bool)) return "boolean";
        if (type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(decimal)) return "number";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return $"{Name(type.GetGenericArguments()[0])}[]";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>))
            return $"Record<string, {Name(type.GetGenericArguments()[1])}>";
        if (!type.IsEnum && (type.Namespace is null || !type.Namespace.StartsWith("FunnelGrains.", StringComparison.Ordinal)))
            throw new NotSupportedException($"{type} has no TypeScript form.");
        if (written.Add(type)) waiting.Enqueue(type);
        return NameOf(type);
    }

    private static string NameOf(Type type) => Names.GetValueOrDefault(type, type.Name);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetConstructors().OrderByDescending(made => made.GetParameters().Length).First().GetParameters()
            .Select(parameter => type.GetProperty(parameter.Name!)!).Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null);

    private static string JsonName(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static IEnumerable<string> EnumNames(Type type) => Enum.GetNames(type).Select(name =>
        type.GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? throw new NotSupportedException($"{type.Name}.{name} has no name on the wire."));
}
