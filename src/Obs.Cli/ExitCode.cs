namespace Obs.Cli;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Wrong usage, or something that could not be read or finished.</summary>
    public const int Failure = 1;

    /// <summary>A query that is not one; its position stands in the message.</summary>
    public const int MalformedQuery = 2;

    /// <summary>An expectation that was not met.</summary>
    public const int AssertionFailed = 3;
}
