namespace Obs.Insights.Syntax;

internal enum FunctionKind
{
    /// <summary>Arguments in, one value out.</summary>
    Scalar,

    /// <summary>Sums up the rows of a group; only in <c>stats</c>.</summary>
    Aggregate,

    /// <summary>The start of the period that a time lies in; the last argument is the period.</summary>
    DateFloor,

    /// <summary>The first start of a period that is not before a time; the last argument is the period.</summary>
    DateCeiling,

    /// <summary>The time at which the query began.</summary>
    Now,
}
