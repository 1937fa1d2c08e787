using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Aggregation;

/// <summary>Percentiles of what reads as numbers, by nearest rank.</summary>
internal sealed class PercentileAggregator(AggregateSpec spec, MemoryBudget budget) : Aggregator(spec)
{
    private PercentileValues?[] _values = [];

    public override void Resize(int groups) => Array.Resize(ref _values, groups);

    public override void Accumulate(int group, Row row)
    {
        if (Argument.Evaluate(row).TryGetNumber(out double number))
        {
            PercentileValues values = _values[group] ??= Create();
            long before = values.SizeBytes;
            values.Add(number);
            if (values.SizeBytes != before)
            {
                budget.Charge(values.SizeBytes - before);
            }
        }
    }

    public override void Merge(Aggregator other, int[] groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            if (((PercentileAggregator)other)._values[i] is { } theirs)
            {
                if (_values[groups[i]] is { } ours)
                {
                    ours.Add(theirs);
                }
                else
                {
                    _values[groups[i]] = theirs;
                }
            }
        }
    }

    public override FieldValue Result(int group, AggregateOutput output) =>
        _values[group] is { } values ? FieldValue.OfNumber(values.ValueAt(output.Percent)) : default;

    private PercentileValues Create()
    {
        var values = new PercentileValues();
        budget.Charge(values.SizeBytes + 64);
        return values;
    }
}
