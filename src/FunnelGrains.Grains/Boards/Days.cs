using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>The period that a question means.</summary>
internal static class Days
{
    /// <summary>The days asked for; without any the current month.</summary>
    public static (LocalDate From, LocalDate To) Of(LocalDate? from, LocalDate? to, LocalDate today) =>
        (from ?? today.With(DateAdjusters.StartOfMonth), to ?? today.With(DateAdjusters.EndOfMonth));
}
