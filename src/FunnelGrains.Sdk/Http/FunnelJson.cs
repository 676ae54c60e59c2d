using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunnelGrains.Sdk;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(FunnelEvent))]
[JsonSerializable(typeof(PostAnswer))]
[JsonSerializable(typeof(FunnelProblem))]
[JsonSerializable(typeof(FunnelReport))]
[JsonSerializable(typeof(LeadReport))]
[JsonSerializable(typeof(LeadPage))]
[JsonSerializable(typeof(IReadOnlyList<BreachReport>))]
[JsonSerializable(typeof(IReadOnlyList<GoalReport>))]
[JsonSerializable(typeof(GoalDefinition))]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(BoardFrame))]
[JsonSerializable(typeof(BoardBreach))]
[JsonSerializable(typeof(BoardCelebration))]
[JsonSerializable(typeof(Heartbeat))]
[JsonSerializable(typeof(IReadOnlyList<ApiKey>))]
[JsonSerializable(typeof(NewApiKey))]
[JsonSerializable(typeof(KeyOrder))]
[JsonSerializable(typeof(DueQuestion))]
[JsonSerializable(typeof(DueAnswer))]
[JsonSerializable(typeof(WorkedQuestion))]
[JsonSerializable(typeof(WorkedAnswer))]
internal sealed partial class FunnelJson : JsonSerializerContext;
