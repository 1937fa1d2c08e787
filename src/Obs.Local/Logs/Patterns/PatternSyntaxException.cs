namespace Obs.Local.Logs.Patterns;

/// <summary>A text that is not a filter pattern.</summary>
internal sealed class PatternSyntaxException(string problem, int position) : Exception($"{problem} at character {position}");
