using System.Globalization;
using Obs.Local;
using Obs.Testing.Reading;

namespace Obs.Testing;

/// <summary>The metrics that arrived, each as a total since the start.</summary>
public sealed class MetricExpectations
{
    private readonly ObsLocalServer _server;
    private readonly Waiting _waiting;

    internal MetricExpectations(ObsLocalServer server, Waiting waiting) => (_server, _waiting) = (server, waiting);

    /// <summary>Every series that was received so far.</summary>
    public IReadOnlyList<ObsLocalSeriesStatus> Series => _server.GetStatus().Series;

    /// <summary>Expects a metric to have counted a number of measurements over all its series, and waits until the fewest are
    /// there.</summary>
    /// <param name="space">The namespace, such as <c>Obs/Business</c>.</param>
    /// <param name="name">The metric's name.</param>
    /// <param name="least">The fewest measurements, 0 or more.</param>
    /// <param name="dimensions">Dimensions a series must have to be counted; an empty dictionary for all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The series that were counted.</returns>
    /// <exception cref="ObsExpectationException">Fewer came; the message says what was received instead.</exception>
    public async Task<IReadOnlyList<ObsLocalSeriesStatus>> ShouldMeasureAsync(
        string space, string name, double least, IReadOnlyDictionary<string, string> dimensions,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(space);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(dimensions);
        List<ObsLocalSeriesStatus> found = await _waiting.ReadUntilAsync(
            _ => Task.FromResult(Find(space, name, dimensions)), series => Measured(series) >= least
                && series.Count > 0, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 && Measured(found) >= least ? found
            : throw new ObsExpectationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Expected at least {least} measurements of {space} {name}, found {Measured(found)}. Received: {Received()}"));
    }

    private static double Measured(List<ObsLocalSeriesStatus> series) => series.Sum(static one => one.SampleCount);

    private List<ObsLocalSeriesStatus> Find(string space, string name, IReadOnlyDictionary<string, string> dimensions) =>
    [
        .. Series.Where(series => series.Namespace == space && series.Name == name
            && dimensions.All(wanted => series.Dimensions.TryGetValue(wanted.Key, out string? value) && value == wanted.Value)),
    ];

    private string Received() => Series.Count == 0 ? "nothing"
        : string.Join(", ", Series.Select(static series => $"{series.Namespace} {series.Name}").Distinct().Order(StringComparer.Ordinal));
}
