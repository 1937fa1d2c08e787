using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Aggregation;

/// <summary>Counts rows, or the rows that have a value.</summary>
internal sealed class CountAggregator(AggregateSpec spec) : Aggregator(spec)
{
    private readonly bool _countsRows = spec.Argument is null;
    private long[] _counts = [];

    public override void Resize(int groups) => Array.Resize(ref _counts, groups);

    public override void Accumulate(int group, Row row)
    {
        if (_countsRows || !Argument.Evaluate(row).IsMissing)
        {
            _counts[group]++;
        }
    }

    public override void Merge(Aggregator other, int[] groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            _counts[groups[i]] += ((CountAggregator)other)._counts[i];
        }
    }

    public override FieldValue Result(int group, AggregateOutput output) => FieldValue.OfNumber(_counts[group]);
}
