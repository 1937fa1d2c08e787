namespace Obs.Local.Graph;

/// <summary>Where the graphs of minutes come from.</summary>
/// <param name="Build">Draws the graph of a time in seconds from what is stored; the third argument holds the names by which calls were
/// answered before, or is null where no callee is still on its way.</param>
/// <param name="Kept">The graph that the store keeps of a minute, or null.</param>
internal sealed record GraphSource(Func<double, double, IReadOnlySet<string>?, ServiceGraph> Build, Func<long, ServiceGraph?> Kept);
