namespace Obs.Insights.Aggregation;

/// <summary>Where the keys of a group stand in its row, and how long the row is.</summary>
internal sealed record StatsLayout(int[] KeySlots, int SlotCount);
