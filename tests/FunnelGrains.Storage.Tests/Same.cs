using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Storage.Tests;

/// <summary>Compares by content what records compare by reference.</summary>
public static class Same
{
    /// <summary>The rows as text, each field of each.</summary>
    public static string Text(IEnumerable<JournalRow> rows) => string.Join('\n', rows.Select(row =>
        $"{row.Seq}|{row.Lead}|{row.Event with { Data = null! }}|{row.Event.Data.GetType().Name}|{EventDataCodec.Write(row.Event.Data)}|{row.Other}|{row.Personal}"));

    /// <summary>A view as text, each field of it.</summary>
    public static string Text(LeadView view) =>
        $"{view with { Clocks = [], Breaches = [] }}|{string.Join(';', view.Clocks)}|{string.Join(';', view.Breaches)}";
}
