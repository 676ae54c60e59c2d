using System.Globalization;

namespace FunnelGrains.Sdk;

/// <summary>A path with the query parameters that are not null.</summary>
internal sealed class QueryPath(string path)
{
    private readonly List<string> parameters = [];

    public QueryPath With(string name, string? value)
    {
        if (value is not null)
            parameters.Add($"{name}={Uri.EscapeDataString(value)}");
        return this;
    }

    public QueryPath With(string name, DateOnly? day) => With(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public override string ToString() => parameters.Count == 0 ? path : $"{path}?{string.Join('&', parameters)}";
}
