namespace Obs.Dashboards;

/// <summary>The name that somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>"; did you mean X?" where a name is close enough, else nothing.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        string? nearest = known.Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.distance <= Math.Max(2, name.Length / 3))
            .OrderBy(static pair => pair.distance).ThenBy(static pair => pair.candidate, StringComparer.Ordinal)
            .Select(static pair => pair.candidate).FirstOrDefault();
        return nearest is null ? "" : $"; did you mean {nearest}?";
    }

    private static int Distance(string one, string other)
    {
        int[] above = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int cost = one[i - 1] == other[j - 1] ? diagonal : diagonal + 1;
                diagonal = above[j];
                above[j] = Math.Min(cost, Math.Min(above[j], above[j - 1]) + 1);
            }
        }

        return above[^1];
    }
}
