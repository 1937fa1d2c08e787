namespace Obs.Testing;

/// <summary>What was expected of the telemetry is not so; the message says what was found instead.</summary>
public sealed class ObsExpectationException : Exception
{
    /// <summary>An expectation that was not met, without a word about it.</summary>
    public ObsExpectationException()
    {
    }

    /// <summary>An expectation that was not met.</summary>
    /// <param name="message">What was expected, and what was found.</param>
    public ObsExpectationException(string message)
        : base(message)
    {
    }

    /// <summary>An expectation that was not met because of something else.</summary>
    /// <param name="message">What was expected, and what was found.</param>
    /// <param name="innerException">What went wrong.</param>
    public ObsExpectationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
