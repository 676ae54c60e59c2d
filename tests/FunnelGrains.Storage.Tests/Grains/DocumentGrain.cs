using Orleans.Runtime;

namespace FunnelGrains.Storage.Tests.Grains;

public interface IDocumentGrain : IGrainWithStringKey
{
    Task WriteAsync(DocumentState state);

    Task<DocumentReading> ReadAsync();

    Task ClearAsync();

    Task DeactivateAsync();
}

[GenerateSerializer]
public sealed record DocumentState
{
    [Id(0)]
    public string Text { get; init; } = "";

    [Id(1)]
    public decimal Amount { get; init; } = 5m;

    [Id(2)]
    public int Count { get; init; } = 7;
}

[GenerateSerializer]
public sealed record DocumentReading([property: Id(0)] Guid Activation, [property: Id(1)] bool Exists, [property: Id(2)] string? Etag, [property: Id(3)] DocumentState State);

public sealed class DocumentGrain([PersistentState("document", "documents")] IPersistentState<DocumentState> document) : Grain, IDocumentGrain
{
    private readonly Guid activation = Guid.NewGuid();

    public Task WriteAsync(DocumentState state)
    {
        document.State = state;
        return document.WriteStateAsync();
    }

    public Task<DocumentReading> ReadAsync() => Task.FromResult(new DocumentReading(activation, document.RecordExists, document.Etag, document.State));

    public Task ClearAsync() => document.ClearStateAsync();

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
