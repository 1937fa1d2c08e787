using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Aggregation;

/// <summary>The standard deviation of a whole population.</summary>
/// <remarks>Welford, Note on a Method for Calculating Corrected Sums of Squares and Products, 1962; merged as by Chan et al., 1979.</remarks>
internal sealed class DeviationAggregator(AggregateSpec spec) : Aggregator(spec)
{
    private Moments[] _moments = [];

    public override void Resize(int groups) => Array.Resize(ref _moments, groups);

    public override void Accumulate(int group, Row row)
    {
        if (Argument.Evaluate(row).TryGetNumber(out double number))
        {
            ref Moments moments = ref _moments[group];
            moments.Count++;
            double difference = number - moments.Mean;
            moments.Mean += difference / moments.Count;
            moments.Squares += difference * (number - moments.Mean);
        }
    }

    public override void Merge(Aggregator other, int[] groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            Moments theirs = ((DeviationAggregator)other)._moments[i];
            ref Moments ours = ref _moments[groups[i]];
            double count = ours.Count + theirs.Count;
            if (theirs.Count > 0)
            {
                double difference = theirs.Mean - ours.Mean;
                ours.Squares += theirs.Squares + (difference * difference * ours.Count * theirs.Count / count);
                ours.Mean += difference * theirs.Count / count;
                ours.Count += theirs.Count;
            }
        }
    }

    public override FieldValue Result(int group, AggregateOutput output) =>
        _moments[group] is { Count: > 0 } moments ? FieldValue.OfNumber(Math.Sqrt(moments.Squares / moments.Count)) : default;

    private struct Moments
    {
        public long Count;
        public double Mean;
        public double Squares;
    }
}
