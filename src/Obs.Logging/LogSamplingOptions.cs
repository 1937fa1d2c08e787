namespace Obs.Logging;

/// <summary>Which entries are written where there are too many. What is left out is counted under <c>sampled</c> and <c>rate_limited</c>.
/// Changes of the configuration take effect while the application runs.</summary>
public sealed class LogSamplingOptions
{
    /// <summary>Shares of entries by category and level; the first rule that matches counts. None by default.</summary>
    /// <remarks>Entries of a traced request are all written, and those of one that is not traced are either all written or none.</remarks>
    public IList<LogSamplingRule> Rules { get; } = [];

    /// <summary>Entries of one message template written in a second, 1 to 1,000,000, whatever their level. The next one that is written
    /// says in <c>suppressed</c> how many were not. No limit by default.</summary>
    public int? PerTemplatePerSecond { get; set; }
}
