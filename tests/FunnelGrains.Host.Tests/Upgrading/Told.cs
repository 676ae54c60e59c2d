using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace FunnelGrains.Host.Tests.Upgrading;

/// <summary>What is in a message, a line for each value.</summary>
internal static class Told
{
    public static IReadOnlyList<string> Lines(object? message)
    {
        var lines = new List<string>();
        Add(lines, "", message);
        return lines;
    }

    private static void Add(List<string> lines, string path, object? value)
    {
        if (IsNone(value)) return;
        if (value is null or string || value.GetType() is not { IsEnum: false } type) lines.Add($"{path} = {Text(value)}");
        else if (value is IDictionary dictionary)
            foreach (DictionaryEntry entry in dictionary) Add(lines, $"{path}[{entry.Key}]", entry.Value);
        else if (value is IEnumerable items)
            foreach (var (item, i) in items.Cast<object?>().Select((item, i) => (item, i))) Add(lines, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", item);
        else if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)) AddMembers(lines, path, value, type);
        else lines.Add($"{path} = {Text(value)}");
    }

    private static void AddMembers(List<string> lines, string path, object value, Type type)
    {
        lines.Add($"{path} is {type.Name}");
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => IsSent(type, property)))
            Add(lines, $"{path}.{property.Name}", property.GetValue(value));
    }

    /// <summary>An array that who sent it did not know of.</summary>
    private static bool IsNone(object? value) =>
        value?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && type.GetProperty("IsDefault")!.GetValue(value) is true;

    private static bool IsSent(Type type, PropertyInfo property) =>
        property.IsDefined(typeof(IdAttribute)) || type.GetConstructors().Any(one => one.GetParameters().Any(parameter => parameter.Name == property.Name));

    private static string Text(object? value) => value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
