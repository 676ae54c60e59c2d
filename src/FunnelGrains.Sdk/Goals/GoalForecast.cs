namespace FunnelGrains.Sdk;

/// <summary>A likely outcome with its range.</summary>
/// <param name="Low">The range's lower end.</param>
/// <param name="Mid">The likely outcome.</param>
/// <param name="High">The range's upper end.</param>
public sealed record GoalForecast(decimal Low, decimal Mid, decimal High);
