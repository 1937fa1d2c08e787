using System.Text.Json;
using Obs.Insights.Evaluation;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>One row per element of a list. What is not a list counts as a list of one, also when it is missing.</summary>
internal sealed class UnnestStage(int slot, Evaluator list, RowStage next) : RowStage
{
    public override void Process(Row row)
    {
        FieldValue value = list.Evaluate(row);
        if (value.Kind != ValueKind.Structure || value.Structure.ValueKind != JsonValueKind.Array)
        {
            row.Slots[slot] = value;
            next.Process(row);
            return;
        }

        foreach (JsonElement element in value.Structure.EnumerateArray())
        {
            row.Slots[slot] = FieldValue.OfJson(element);
            row.Part++;
            next.Process(row);
        }
    }
}
