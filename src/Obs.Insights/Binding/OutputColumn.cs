namespace Obs.Insights.Binding;

/// <summary>A column of the result, and the slot it is read from.</summary>
internal sealed record OutputColumn(string Name, int Slot);
