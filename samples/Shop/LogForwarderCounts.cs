namespace Shop;

/// <summary>Lines of the services' output, and what became of them.</summary>
/// <param name="Read">Lines read.</param>
/// <param name="Forwarded">Lines the backend has taken.</param>
/// <param name="Dropped">Lines for which there was no room, or no backend.</param>
/// <param name="Embedded">Lines among those read that are metrics in the Embedded Metric Format.</param>
internal readonly record struct LogForwarderCounts(long Read, long Forwarded, long Dropped, long Embedded = 0);
