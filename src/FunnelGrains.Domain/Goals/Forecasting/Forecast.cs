namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>Where a period is likely to end, and what that is made of; in the goal's unit.</summary>
/// <param name="Low">The lower end of the range: mid − 1.28 deviations of the leads' chances and of the correction; not less than A.</param>
/// <param name="Mid">A + correction × (from open leads + from those to come).</param>
/// <param name="High">The upper end of the range.</param>
/// <param name="Actual">A at the instant of the forecast.</param>
/// <param name="Open">Σ P over open leads (× value): what they would bring by the chances of the last 180 days.</param>
/// <param name="Coming">Likewise of the leads that are still to arrive, at the rate of the last 28 days.</param>
/// <param name="Correction">(reached so far + 1) ÷ (expected of that time by the same chances + 1); 1 where that could not be told.</param>
public sealed record Forecast(double Low, double Mid, double High, double Actual, double Open, double Coming, double Correction)
{
    /// <summary>A + Σ P over open leads and nothing more: the plain way, against which the other was measured.</summary>
    public double Plain => Actual + Open;
}
