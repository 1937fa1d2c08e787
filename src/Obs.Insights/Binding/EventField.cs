namespace Obs.Insights.Binding;

/// <summary>A field that a query reads from the text of an event, and the slot it goes to.</summary>
internal sealed record EventField(string Name, int Slot);
