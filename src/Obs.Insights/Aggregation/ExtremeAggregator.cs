using Obs.Insights.Execution;
using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Aggregation;

/// <summary>The smallest or largest number; where a group has no number, the first or last of its texts in the order of <c>sort</c>.</summary>
internal sealed class ExtremeAggregator(AggregateSpec spec) : Aggregator(spec)
{
    private readonly int _sign = spec.Kind == AggregateKind.Minimum ? 1 : -1;
    private FieldValue[] _values = [];
    private double[] _numbers = [];

    public override void Resize(int groups)
    {
        int before = _numbers.Length;
        Array.Resize(ref _values, groups);
        Array.Resize(ref _numbers, groups);
        _numbers.AsSpan(before).Fill(double.NaN);
    }

    public override void Accumulate(int group, Row row) => Offer(group, Argument.Evaluate(row));

    public override void Merge(Aggregator other, int[] groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            Offer(groups[i], ((ExtremeAggregator)other)._values[i]);
        }
    }

    public override FieldValue Result(int group, AggregateOutput output) => _values[group];

    private void Offer(int group, in FieldValue value)
    {
        if (value.IsMissing)
        {
            return;
        }

        double best = _numbers[group];
        if (value.TryGetNumber(out double number))
        {
            if (double.IsNaN(best) || (number - best) * _sign < 0)
            {
                _numbers[group] = number;
                _values[group] = value.Detach();
            }
        }
        else if (double.IsNaN(best) && (_values[group].IsMissing || NaturalOrder.Instance.Compare(value, _values[group]) * _sign < 0))
        {
            _values[group] = value.Detach();
        }
    }
}
