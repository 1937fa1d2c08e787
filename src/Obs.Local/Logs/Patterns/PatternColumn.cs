namespace Obs.Local.Logs.Patterns;

/// <summary>A column by name with a condition on it, or a gap of any number of columns.</summary>
internal sealed record PatternColumn(string Name, bool IsGap, Func<IReadOnlyDictionary<string, string>, bool> Condition);
