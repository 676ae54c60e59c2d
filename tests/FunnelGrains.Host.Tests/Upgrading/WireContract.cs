using System.Globalization;
using System.Reflection;
using Orleans.Runtime;

namespace FunnelGrains.Host.Tests.Upgrading;

/// <summary>
/// What nodes of two versions say to each other and what stored documents are made of, a line each: types by their alias with the place and type of each member, grain
/// interfaces with their methods, enumerations with their numbers, members of stored states.
/// </summary>
internal static class WireContract
{
    private static readonly string[] Assemblies = ["FunnelGrains.Domain", "FunnelGrains.Abstractions"];

    /// <summary>The lines, in their order.</summary>
    public static IReadOnlyList<string> Write()
    {
        var types = Assemblies.SelectMany(name => Assembly.Load(name).GetTypes()).ToArray();
        var states = States().ToArray();
        return
        [
            .. types.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)).SelectMany(Message)
                .Concat(types.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)).SelectMany(Interface))
                .Concat(types.Where(type => type is { IsEnum: true, IsPublic: true }).SelectMany(Enumeration))
                .Concat(states.SelectMany(State)).Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Message(Type type)
    {
        var name = Name(type);
        yield return $"type {name}{(type.BaseType is { } parent && parent.IsDefined(typeof(GenerateSerializerAttribute), false) ? $" : {Name(parent)}" : "")}";
        // The parameters of a primary constructor are numbered by their places.
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).FirstOrDefault(one => one.GetParameters().All(parameter => IsMember(type, parameter)));
        foreach (var parameter in constructor?.GetParameters() ?? []) yield return Line($"type {name} #{parameter.Position} {parameter.Name}: {Name(parameter.ParameterType)}");
        foreach (var member in type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            if (member.GetCustomAttribute<IdAttribute>() is { } id)
                yield return Line($"type {name} id {id.Id} {member.Name}: {Name(member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType)}");
    }

    private static IEnumerable<string> Interface(Type type) => type.GetMethods()
        .Select(method => $"interface {Name(type)} {Alias(method) ?? method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))}): {Name(method.ReturnType)}")
        .Prepend($"interface {Name(type)}");

    private static IEnumerable<string> Enumeration(Type type) => Enum.GetNames(type)
        .Select(name => Line($"enum {type.Name} : {Enum.GetUnderlyingType(type).Name} {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)} = {name}"));

    private static IEnumerable<(string Name, Type State)> States() =>
        from type in Assembly.Load("FunnelGrains.Grains").GetTypes()
        from constructor in type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        from parameter in constructor.GetParameters()
        let stored = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where stored is not null
        select (stored.StateName!, parameter.ParameterType.GetGenericArguments()[0]);

    // Stored as JSON: its members are found by their names, those of what is inside them too.
    private static IEnumerable<string> State((string Name, Type State) stored) => Members(stored.State, []).Select(line => $"state {stored.Name} {line}");

    private static IEnumerable<string> Members(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) yield break;
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.GetIndexParameters().Length == 0))
        {
            yield return $"{type.Name}.{property.Name}: {Name(property.PropertyType)}";
            foreach (var inside in Parts(property.PropertyType).Where(part => part is { IsEnum: false } && part.Namespace?.StartsWith("FunnelGrains", StringComparison.Ordinal) == true))
                foreach (var line in Members(inside, seen)) yield return line;
        }
    }

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type.IsArray ? type.GetElementType()! : type];

    private static bool IsMember(Type type, ParameterInfo parameter) =>
        type.GetProperty(parameter.Name!, BindingFlags.Instance | BindingFlags.Public)?.PropertyType == parameter.ParameterType;

    private static string Name(Type type)
    {
        if (Alias(type) is { } alias) return alias;
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (!type.IsGenericType) return type.Name;
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }

    private static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
