using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>A field of the event itself. Its JSON is read when the first such field is asked for, so that an earlier filter can spare it.</summary>
internal sealed class EventFieldEvaluator(int slot) : Evaluator
{
    public int Slot => slot;

    public override FieldValue Evaluate(Row row)
    {
        row.ReadMembers();
        return row.Slots[slot];
    }
}
