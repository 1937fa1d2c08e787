using Obs.Testing.Reading;

namespace Obs.Testing;

/// <summary>The traces that arrived.</summary>
public sealed class TraceExpectations
{
    private readonly LocalReader _reader;
    private readonly Waiting _waiting;

    internal TraceExpectations(LocalReader reader, Waiting waiting) => (_reader, _waiting) = (reader, waiting);

    /// <summary>The traces that a filter takes, as <c>obs assert</c> counts them.</summary>
    /// <param name="filter">An X-Ray filter expression, such as <c>edge("storefront", "payments") { fault }</c>.</param>
    public MatchingTraces Matching(string filter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(filter);
        return new MatchingTraces(filter, _reader, _waiting);
    }
}
