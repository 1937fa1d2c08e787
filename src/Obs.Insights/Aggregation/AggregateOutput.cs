namespace Obs.Insights.Aggregation;

/// <summary>Where an aggregate goes; a percentile says which.</summary>
internal sealed record AggregateOutput(int Slot, double Percent);
