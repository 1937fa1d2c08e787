using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Binding;

/// <summary>The column of a <c>stats</c> that numbers periods.</summary>
internal sealed record BinColumn(int Slot, Period Period)
{
    public static BinColumn? Find(IReadOnlyList<ColumnItem> keys, int[] slots)
    {
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys[i].Expression is CallExpression { Function.Kind: FunctionKind.DateFloor } call
                && call.Arguments[^1] is PeriodLiteral period)
            {
                return new(slots[i], period.Value);
            }
        }

        return null;
    }
}
