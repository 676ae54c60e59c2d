using System.Text.Json;
using Orleans;
using Orleans.Runtime;

namespace FunnelGrains.Benchmarks.Ingest;

/// <summary>The obvious design, to compare with: a grain a lead that takes an event into its state and stores the state.</summary>
public interface IStateWritingGrain : IGrainWithStringKey
{
    Task TakeAsync(string id, string type, DateTimeOffset occurredAt, string data);
}

internal sealed class StateWritingGrain([PersistentState("statewriting", "grains")] IPersistentState<LeadState> state) : Grain, IStateWritingGrain
{
    public async Task TakeAsync(string id, string type, DateTimeOffset occurredAt, string data)
    {
        using var json = JsonDocument.Parse(data);
        if (type == "lead.stage_changed") state.State.Stage = json.RootElement.GetProperty("stage").GetString()!;
        if (type == "lead.assigned") state.State.Owner = json.RootElement.GetProperty("owner").GetString()!;
        if (type == "lead.touched") state.State.Touches++;
        (state.State.LastEvent, state.State.LastAt) = (id, occurredAt);
        await state.WriteStateAsync();
    }
}

internal sealed class LeadState
{
    public string Stage { get; set; } = "lead";

    public string Owner { get; set; } = "";

    public int Touches { get; set; }

    public string LastEvent { get; set; } = "";

    public DateTimeOffset LastAt { get; set; }
}
