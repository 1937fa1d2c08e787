namespace Obs.Local.Traces;

/// <summary>A subsegment that leaves the service: one call to a database, an AWS resource or another host.</summary>
internal sealed class CallRecord
{
    public required string Id { get; init; }

    /// <summary>The node it leads to when the callee sends no segment: <c>db@host</c>, a table, a host.</summary>
    public required string Target { get; init; }

    public required CallKind Kind { get; init; }

    /// <summary>The callee's type where it is known, such as <c>AWS::DynamoDB::Table</c>.</summary>
    public string? Type { get; init; }

    public required double Start { get; init; }

    public double? End { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>The callee promises a segment of its own, so none is inferred.</summary>
    public bool Traced { get; init; }
}
