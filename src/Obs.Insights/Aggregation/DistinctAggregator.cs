using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Aggregation;

/// <summary>How many different values there are, told apart by their text.</summary>
internal sealed class DistinctAggregator(AggregateSpec spec, MemoryBudget budget) : Aggregator(spec)
{
    private DistinctCounter?[] _counters = [];

    public override void Resize(int groups) => Array.Resize(ref _counters, groups);

    public override void Accumulate(int group, Row row)
    {
        FieldValue value = Argument.Evaluate(row);
        if (!value.IsMissing)
        {
            DistinctCounter counter = _counters[group] ??= new();
            long before = counter.SizeBytes;
            counter.Add(KeyHash.Of(value.ToUtf8()));
            budget.Charge(counter.SizeBytes - before);
        }
    }

    public override void Merge(Aggregator other, int[] groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            if (((DistinctAggregator)other)._counters[i] is { } theirs)
            {
                (_counters[groups[i]] ??= new()).Add(theirs);
            }
        }
    }

    public override FieldValue Result(int group, AggregateOutput output) => FieldValue.OfNumber(_counters[group]?.Count ?? 0);
}
