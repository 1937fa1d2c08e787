namespace Obs.Insights.Syntax;

internal enum AggregateKind
{
    None,
    Count,
    CountDistinct,
    Sum,
    Average,
    Minimum,
    Maximum,
    StandardDeviation,
    Percentile,
    Earliest,
    Latest,
    SortsFirst,
    SortsLast,
}
