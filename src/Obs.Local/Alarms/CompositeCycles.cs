namespace Obs.Local.Alarms;

/// <summary>Finds composite alarms whose rules lead back to themselves, which the service lets be put and then does not evaluate.</summary>
internal static class CompositeCycles
{
    /// <param name="rules">The rules by the names of their alarms.</param>
    /// <returns>The names of the alarms that are part of a cycle.</returns>
    public static HashSet<string> Find(IReadOnlyDictionary<string, CompositeRule> rules) =>
        [.. rules.Keys.Where(name => Reaches(name, rules))];

    private static bool Reaches(string start, IReadOnlyDictionary<string, CompositeRule> rules)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(rules[start].Alarms);
        while (open.TryPop(out string? name))
        {
            if (name == start)
            {
                return true;
            }

            if (seen.Add(name) && rules.TryGetValue(name, out CompositeRule? rule))
            {
                foreach (string next in rule.Alarms)
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
