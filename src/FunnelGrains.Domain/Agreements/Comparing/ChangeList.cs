using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain.Agreements.Documents;

namespace FunnelGrains.Domain.Agreements.Comparing;

/// <summary>Gathers changes.</summary>
internal sealed class ChangeList
{
    private readonly List<AgreementChange> changes = [];

    public ImmutableArray<AgreementChange> All => [.. changes];

    public void Add(string kind, string pointer, string? old, string? now, string pt, string en) => changes.Add(new(kind, pointer, old, now, new(pt, en)));

    /// <summary>Notes a member that is another one now.</summary>
    /// <param name="kind">The change's kind.</param>
    /// <param name="pointer">Where it stands now.</param>
    /// <param name="old">How it was.</param>
    /// <param name="now">How it is.</param>
    /// <param name="pt">What it is the member of, and which, as a sentence begins: <c>Cláusula "x": o prazo</c>.</param>
    /// <param name="en">Likewise.</param>
    public void Changed(string kind, string pointer, string? old, string? now, string pt, string en)
    {
        if (old == now) return;
        Add(kind, pointer, old, now, $"{pt}: de {old ?? "nada"} para {now ?? "nada"}.", $"{en}: from {old ?? "nothing"} to {now ?? "nothing"}.");
    }

    /// <summary>Compares lists whose items have keys: items that came, that went, and pairs.</summary>
    /// <param name="list">Pointer of the list.</param>
    /// <param name="old">Before.</param>
    /// <param name="now">After.</param>
    /// <param name="key">An item's key.</param>
    /// <param name="came">Told of each new item with its pointer.</param>
    /// <param name="went">Told of each that is gone, with its pointer in the older document.</param>
    /// <param name="both">Told of each that stayed.</param>
    public static void ByKey<T>(
        string list, ImmutableArray<T> old, ImmutableArray<T> now, Func<T, string> key, Action<T, string> came, Action<T, string> went, Action<T, T, string> both)
    {
        var before = old.ToDictionary(key, StringComparer.Ordinal);
        var after = now.Select(key).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < now.Length; i++)
            if (before.TryGetValue(key(now[i]), out var was)) both(was, now[i], AgreementReader.At(list, i));
            else came(now[i], AgreementReader.At(list, i));
        for (var i = 0; i < old.Length; i++)
            if (!after.Contains(key(old[i]))) went(old[i], AgreementReader.At(list, i));
    }

    /// <summary>A part of the document as JSON: two that are written alike mean the same.</summary>
    public static string? Json<T>(T? part) => part is null ? null : JsonSerializer.Serialize(part, AgreementJson.Options);
}
