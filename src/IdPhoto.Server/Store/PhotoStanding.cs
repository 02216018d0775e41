namespace IdPhoto.Server.Store;

/// <summary>What the store keeps.</summary>
/// <param name="Totals">How much.</param>
/// <param name="UntilNext">In how long the next photo's time is over; null without photos.</param>
/// <param name="Late">Photos that should have gone: their time is over, or they were erased and something is left of them.</param>
internal sealed record PhotoStanding(StoreTotals Totals, TimeSpan? UntilNext, int Late);
