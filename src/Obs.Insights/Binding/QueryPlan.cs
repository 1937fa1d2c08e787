using Obs.Insights.Syntax;

namespace Obs.Insights.Binding;

/// <summary>A query whose names are resolved: what to read from an event, what to do with it, and which columns come out.</summary>
internal sealed record QueryPlan(
    IReadOnlyList<EventField> EventFields,
    bool UsesTimestamp,
    int SlotCount,
    IReadOnlyList<int> ArgumentCounts,
    int ParseCount,
    IReadOnlyList<PlanSegment> Segments,
    IReadOnlyList<OutputColumn> Columns)
{
    /// <summary>Where the query names a field of the event.</summary>
    public required IReadOnlyList<FieldReference> EventReferences { get; init; }

    /// <summary>Where the query names what is not a column of the groups it has.</summary>
    public required IReadOnlyList<FieldReference> UnknownColumns { get; init; }
}
