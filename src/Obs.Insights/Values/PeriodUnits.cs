using System.Collections.Frozen;

namespace Obs.Insights.Values;

/// <summary>The spellings of the units of a period. A name of more than one letter may take a plural s.</summary>
internal static class PeriodUnits
{
    private static readonly FrozenDictionary<string, PeriodUnit> ByName = Spellings().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static PeriodUnit? Find(string name) => ByName.TryGetValue(name, out PeriodUnit unit) ? unit : null;

    private static IEnumerable<KeyValuePair<string, PeriodUnit>> Spellings()
    {
        (PeriodUnit Unit, string[] Names)[] table =
        [
            (PeriodUnit.Millisecond, ["ms", "msec", "millisecond"]),
            (PeriodUnit.Second, ["s", "sec", "second"]),
            (PeriodUnit.Minute, ["m", "min", "minute"]),
            (PeriodUnit.Hour, ["h", "hr", "hour"]),
            (PeriodUnit.Day, ["d", "day"]),
            (PeriodUnit.Week, ["w", "week"]),
            (PeriodUnit.Month, ["mo", "mon", "month"]),
            (PeriodUnit.Quarter, ["q", "qtr", "quarter"]),
            (PeriodUnit.Year, ["y", "yr", "year"]),
        ];
        foreach ((PeriodUnit unit, string[] names) in table)
        {
            foreach (string name in names)
            {
                yield return new(name, unit);
                if (name.Length > 1)
                {
                    yield return new(name + "s", unit);
                }
            }
        }
    }
}
