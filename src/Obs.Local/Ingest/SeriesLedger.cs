using System.Collections.Concurrent;

namespace Obs.Local.Ingest;

/// <summary>Running totals per metric since the start, which trimming does not lower.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class SeriesLedger
{
    private const int MaxSeries = 20_000;

    private readonly ConcurrentDictionary<(string Namespace, string Name, string Dimensions), Totals> _series = new();

    public void Add(string space, string name, string dimensions, double count, double sum)
    {
        (string, string, string) key = (space, name, dimensions);
        if (!_series.TryGetValue(key, out Totals? totals))
        {
            if (_series.Count >= MaxSeries)
            {
                return;
            }

            totals = _series.GetOrAdd(key, static _ => new Totals());
        }

        lock (totals)
        {
            totals.Data++;
            totals.Count += count;
            totals.Sum += sum;
        }
    }

    public IReadOnlyList<ObsLocalSeriesStatus> Read() =>
    [
        .. _series.OrderBy(static pair => pair.Key).Select(static pair =>
        {
            lock (pair.Value)
            {
                return new ObsLocalSeriesStatus
                {
                    Namespace = pair.Key.Namespace,
                    Name = pair.Key.Name,
                    Dimensions = Metrics.Dimensions.Parse(pair.Key.Dimensions),
                    Data = pair.Value.Data,
                    SampleCount = pair.Value.Count,
                    Sum = pair.Value.Sum,
                };
            }
        }),
    ];

    private sealed class Totals
    {
        public long Data { get; set; }

        public double Count { get; set; }

        public double Sum { get; set; }
    }
}
