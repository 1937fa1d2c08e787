using Obs.Insights.Execution;
using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Aggregation;

/// <summary>Sum or mean of what reads as numbers; no numbers, no value.</summary>
internal sealed class SumAggregator(AggregateSpec spec) : Aggregator(spec)
{
    private readonly bool _isAverage = spec.Kind == AggregateKind.Average;
    private Sum[] _sums = [];

    public override void Resize(int groups) => Array.Resize(ref _sums, groups);

    public override void Accumulate(int group, Row row)
    {
        if (Argument.Evaluate(row).TryGetNumber(out double number))
        {
            _sums[group].Add(number);
        }
    }

    public override void Merge(Aggregator other, int[] groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            _sums[groups[i]].Add(((SumAggregator)other)._sums[i]);
        }
    }

    public override FieldValue Result(int group, AggregateOutput output)
    {
        Sum sum = _sums[group];
        return sum.Count == 0 ? default : FieldValue.OfNumber(_isAverage ? sum.Value / sum.Count : sum.Value);
    }
}
