using Obs.Insights.Execution;
using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Aggregation;

/// <summary>The value of the earliest or latest event that has one. Of events at the same time, the order of the input decides.</summary>
internal sealed class TimeEdgeAggregator(AggregateSpec spec) : Aggregator(spec)
{
    private readonly int _sign = spec.Kind == AggregateKind.Earliest ? 1 : -1;
    private readonly Evaluation.Evaluator _time = spec.Time;
    private Edge[] _edges = [];

    public override void Resize(int groups) => Array.Resize(ref _edges, groups);

    public override void Accumulate(int group, Row row)
    {
        FieldValue value = Argument.Evaluate(row);
        if (!value.IsMissing)
        {
            FieldValue time = _time.Evaluate(row);
            Offer(group, new(time.Kind == ValueKind.Timestamp ? time.Milliseconds : 0, row.Ordinal, value));
        }
    }

    public override void Merge(Aggregator other, int[] groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            Edge edge = ((TimeEdgeAggregator)other)._edges[i];
            if (!edge.Value.IsMissing)
            {
                Offer(groups[i], edge);
            }
        }
    }

    public override FieldValue Result(int group, AggregateOutput output) => _edges[group].Value;

    private void Offer(int group, in Edge candidate)
    {
        ref Edge best = ref _edges[group];
        int order = candidate.Time != best.Time ? candidate.Time.CompareTo(best.Time) : candidate.Ordinal.CompareTo(best.Ordinal);
        if (best.Value.IsMissing || order * _sign < 0)
        {
            best = candidate with { Value = candidate.Value.Detach() };
        }
    }

    private readonly record struct Edge(long Time, long Ordinal, FieldValue Value);
}
