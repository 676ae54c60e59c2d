namespace FunnelGrains.Domain.Leads;

/// <summary>What became of a captured lead; exactly one at a time.</summary>
public enum LeadStatus : byte
{
    /// <summary>In one open stage.</summary>
    Open,

    /// <summary>Became a customer.</summary>
    Won,

    /// <summary>Lost.</summary>
    Lost,

    /// <summary>Refused by Sales.</summary>
    Rejected,
}
