using System.Globalization;
using System.Text.Json;
using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>A member of a map, or an element of a list, that <c>jsonParse</c> or <c>unnest</c> made.</summary>
internal sealed class PathEvaluator(Evaluator target, string[] segments) : Evaluator
{
    public override FieldValue Evaluate(Row row)
    {
        FieldValue value = target.Evaluate(row);
        if (value.Kind != ValueKind.Structure)
        {
            return default;
        }

        JsonElement element = value.Structure;
        foreach (string segment in segments)
        {
            if (!TryStep(element, segment, out element))
            {
                return default;
            }
        }

        return FieldValue.OfJson(element);
    }

    private static bool TryStep(JsonElement element, string segment, out JsonElement next)
    {
        next = default;
        if (element.ValueKind == JsonValueKind.Object)
        {
            return element.TryGetProperty(segment, out next);
        }

        bool isElement = element.ValueKind == JsonValueKind.Array
            && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && index < element.GetArrayLength();
        next = isElement ? element[int.Parse(segment, CultureInfo.InvariantCulture)] : default;
        return isElement;
    }
}
