namespace Obs.Local.Filters;

/// <summary>A text that is not a filter expression; the message names what is wrong and where.</summary>
internal sealed class FilterSyntaxException(string problem, int position)
    : Exception($"Invalid filter expression: {problem} at position {position}.")
{
    /// <summary>Offset of the first offending character, from 0.</summary>
    public int Position { get; } = position;
}
