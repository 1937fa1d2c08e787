namespace Obs.Tracing;

/// <summary>Carries to X-Ray what is asked and reported about sampling, and its answers back: in plain calls through the daemon, or
/// signed.</summary>
/// <remarks>Registered under the key of the sender of segments that it belongs to, <c>traces:{name}</c>; a sender without one of its own
/// uses the daemon's. Thread safety: called by one thread at a time.</remarks>
public interface ISamplingTransport
{
    /// <summary>Asks for the sampling rules.</summary>
    /// <param name="body">The request as JSON in UTF-8; empty for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer as JSON in UTF-8. May throw whatever a failed call throws, best a
    /// <see cref="SamplingCallException"/>: the rules are asked for again later.</returns>
    public Task<ReadOnlyMemory<byte>> GetRulesAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Reports what the rules let through, and asks for their targets.</summary>
    /// <param name="body">The request as JSON in UTF-8.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer as JSON in UTF-8. May throw whatever a failed call throws, best a
    /// <see cref="SamplingCallException"/>: the counts are reported again later.</returns>
    public Task<ReadOnlyMemory<byte>> GetTargetsAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
