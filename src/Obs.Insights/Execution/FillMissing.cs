using Obs.Insights.Binding;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>Adds a row for each period without one between the first and the last of all rows, for each combination of the other keys.</summary>
internal static class FillMissing
{
    private const int RowBytes = 64;

    public static void Apply(
        List<StoredRow> rows, BinColumn bin, int[] otherKeys, List<(int Slot, FieldValue Value)> values, RunContext run)
    {
        List<StoredRow> timed = [.. rows.Where(r => r.Values[bin.Slot].Kind == ValueKind.Timestamp)];
        if (timed.Count == 0)
        {
            return;
        }

        long first = timed.Min(r => r.Values[bin.Slot].Milliseconds);
        long last = timed.Max(r => r.Values[bin.Slot].Milliseconds);
        foreach (IGrouping<string, StoredRow> series in timed.GroupBy(r => KeyOf(r, otherKeys)).ToList())
        {
            HashSet<long> present = [.. series.Select(r => r.Values[bin.Slot].Milliseconds)];
            FieldValue[] sample = series.First().Values;
            for (long time = first; time <= last; time = bin.Period.Next(time))
            {
                if (!present.Contains(time))
                {
                    run.Budget.Charge(RowBytes + ((long)sample.Length * RowStore.ValueBytes));
                    rows.Add(Create(time));
                }
            }

            StoredRow Create(long time)
            {
                var filled = new FieldValue[sample.Length];
                filled[bin.Slot] = FieldValue.OfTimestamp(time);
                foreach (int key in otherKeys)
                {
                    filled[key] = sample[key];
                }

                foreach ((int slot, FieldValue value) in values)
                {
                    filled[slot] = value;
                }

                return new StoredRow(filled, long.MaxValue, 0);
            }
        }

        rows.Sort((x, y) => NaturalOrder.Instance.Compare(x.Values[bin.Slot], y.Values[bin.Slot]) is var byTime and not 0
            ? byTime
            : x.CompareOrdinal(y));
    }

    private static string KeyOf(StoredRow row, int[] keys)
    {
        var key = new KeyWriter();
        foreach (int slot in keys)
        {
            key.Write(row.Values[slot]);
        }

        return Convert.ToHexString(key.Written);
    }
}
