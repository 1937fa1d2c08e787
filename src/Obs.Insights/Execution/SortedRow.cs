using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>A kept row with the keys it is sorted by.</summary>
internal sealed record SortedRow(FieldValue[] Keys, StoredRow Row);
