namespace FunnelGrains.Grains;

/// <summary>How a grain keeps its document: what it remembers of it changes only after the write.</summary>
internal static class KeepingState
{
    /// <summary>Writes the document; a write that failed ends the activation, since whether it is kept is unknown: the next one reads it.</summary>
    public static async Task KeepAsync<T>(this IPersistentState<T> state, IGrainBase grain)
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
