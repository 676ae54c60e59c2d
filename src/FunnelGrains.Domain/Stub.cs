// Stand-ins until the calendars and goals land; delete the lines whose types exist.
#pragma warning disable CS1591
namespace FunnelGrains.Domain.Calendars { public sealed record CalendarDefinition(string Zone); }
namespace FunnelGrains.Domain.Sla { public sealed record Target(decimal N); }
namespace FunnelGrains.Domain.Goals { public sealed record GoalDefinition(string Team); }
