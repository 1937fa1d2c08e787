namespace Obs.Insights;

/// <summary>A query that ran into a bound set for it: memory for groups and sorted rows, the length of a line, or the time of a regular expression.</summary>
public sealed class InsightsLimitException : Exception
{
    /// <summary>Says which bound was met, and what to do about it.</summary>
    /// <param name="message">The bound and the remedy.</param>
    public InsightsLimitException(string message)
        : base(message)
    {
    }

    /// <summary>Says which bound was met, and what to do about it.</summary>
    /// <param name="message">The bound and the remedy.</param>
    /// <param name="innerException">What the platform reported.</param>
    public InsightsLimitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
