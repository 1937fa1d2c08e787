namespace Obs.Tracing;

/// <summary>A question to X-Ray about sampling that had no answer, by a transport that knows why.</summary>
public sealed class SamplingCallException : Exception
{
    /// <summary>Says why a call failed.</summary>
    /// <param name="reason">One of a few words, as <c>throttled</c>: <c>obs.self.sampling_calls_failed</c> counts by it.</param>
    /// <param name="innerException">What the call threw.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public SamplingCallException(string reason, Exception innerException)
        : base(innerException?.Message, innerException)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(innerException);
        Reason = reason;
    }

    /// <summary>Why the call failed, in a word.</summary>
    public string Reason { get; }
}
