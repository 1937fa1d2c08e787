using Obs.Insights.Execution;
using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Aggregation;

/// <summary>The value that <c>sort</c> would put first or last.</summary>
internal sealed class SortEdgeAggregator(AggregateSpec spec) : Aggregator(spec)
{
    private readonly int _sign = spec.Kind == AggregateKind.SortsFirst ? 1 : -1;
    private FieldValue[] _values = [];

    public override void Resize(int groups) => Array.Resize(ref _values, groups);

    public override void Accumulate(int group, Row row) => Offer(group, Argument.Evaluate(row));

    public override void Merge(Aggregator other, int[] groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            Offer(groups[i], ((SortEdgeAggregator)other)._values[i]);
        }
    }

    public override FieldValue Result(int group, AggregateOutput output) => _values[group];

    private void Offer(int group, in FieldValue value)
    {
        if (!value.IsMissing && (_values[group].IsMissing || NaturalOrder.Instance.Compare(value, _values[group]) * _sign < 0))
        {
            _values[group] = value.Detach();
        }
    }
}
