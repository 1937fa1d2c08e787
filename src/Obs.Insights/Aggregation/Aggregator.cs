using Obs.Insights.Evaluation;
using Obs.Insights.Execution;
using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Aggregation;

/// <summary>The running state of one aggregate, for all groups of one thread. Groups are numbered from 0.</summary>
internal abstract class Aggregator(AggregateSpec spec)
{
    public IReadOnlyList<AggregateOutput> Outputs => spec.Outputs;

    protected Evaluator Argument => spec.Argument!;

    public static Aggregator Create(AggregateSpec spec, MemoryBudget budget) => spec.Kind switch
    {
        AggregateKind.Count => new CountAggregator(spec),
        AggregateKind.CountDistinct => new DistinctAggregator(spec, budget),
        AggregateKind.Sum or AggregateKind.Average => new SumAggregator(spec),
        AggregateKind.Minimum or AggregateKind.Maximum => new ExtremeAggregator(spec),
        AggregateKind.StandardDeviation => new DeviationAggregator(spec),
        AggregateKind.Percentile => new PercentileAggregator(spec, budget),
        AggregateKind.Earliest or AggregateKind.Latest => new TimeEdgeAggregator(spec),
        _ => new SortEdgeAggregator(spec),
    };

    /// <summary>Makes room for groups up to, and without, a number.</summary>
    public abstract void Resize(int groups);

    public abstract void Accumulate(int group, Row row);

    /// <summary>Takes over the groups of another thread; <paramref name="groups"/> says which of ours each of its groups is.</summary>
    public abstract void Merge(Aggregator other, int[] groups);

    public abstract FieldValue Result(int group, AggregateOutput output);
}
