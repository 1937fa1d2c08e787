namespace Obs.Insights;

/// <summary>A query that is not written in the language, or asks for something that is known but cannot be run here.</summary>
/// <remarks>It is what the service answers as <c>MalformedQueryException</c>: a message and the offsets of the offending text.</remarks>
public sealed class QuerySyntaxException : Exception
{
    /// <summary>Describes what is wrong with a piece of a query.</summary>
    /// <param name="message">What is wrong, and where in words.</param>
    /// <param name="start">Offset of the first offending character, from 0.</param>
    /// <param name="end">Offset after the last offending character.</param>
    public QuerySyntaxException(string message, int start, int end)
        : base(message)
    {
        Start = start;
        End = end;
    }

    /// <summary>Offset of the first offending character, from 0.</summary>
    public int Start { get; }

    /// <summary>Offset after the last offending character; equal to <see cref="Start"/> at the end of the text.</summary>
    public int End { get; }
}
