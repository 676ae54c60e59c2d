using Npgsql;

namespace FunnelGrains.Storage.Tests.Postgres;

/// <summary>What tests do on sessions of their own.</summary>
internal static class Sessions
{
    /// <summary>A row of the journal, as another writer would have it.</summary>
    public static string InsertRow(ShardKey shard, long seq) =>
        $"""
        INSERT INTO journal (workspace, shard, seq, lead_id, event_id, type, occurred_at, received_at, origin, data, other)
        VALUES ('{shard.Workspace}', {shard.Number}, {seq}, 'L-0', 'e0', 'lead.touched', 0, 0, 'test', '{"{}"}', 0)
        """;

    public static async Task<object?> QueryAsync(this NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
