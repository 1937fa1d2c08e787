using Obs.Local.Store;

namespace Obs.Local.Metrics;

/// <summary>Reads the metrics a service publishes of its requests, known by their names and dimensions: Latency, Error and Fault by
/// Environment and Service, with Operation or without.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class RedMetrics(MetricQueries metrics)
{
    public const string Latency = "Latency";
    public const string Error = "Error";
    public const string Fault = "Fault";

    private static readonly string[] Names = [Latency, Error, Fault];

    /// <summary>Services, or operations, with all their data between two times in milliseconds; and the time of the first datum.</summary>
    public (Dictionary<RedKey, RedRow> Rows, long First) Read(long from, long to, bool operations, string? service, string? environment)
    {
        // Most of the time goes into the data of each, and each has rows of its own.
        IReadOnlyList<(RedKey Key, RedRow Row, long First)> read = Database.ReadSideBySide(
            Find(operations, service, environment, from).GroupBy(static found => found.Key), of => Read(of.Key, of, from, to));
        (RedKey Key, RedRow Row, long First)[] there = [.. read.Where(static item => item.First != long.MaxValue)];
        return (
            there.ToDictionary(static item => item.Key, static item => item.Row),
            there.Select(static item => item.First).Append(to).Min());
    }

    /// <summary>One service or operation by period, by the time the period begins.</summary>
    public SortedDictionary<long, RedRow> ReadSeries(RedKey wanted, string? environment, long from, long to, long period)
    {
        var periods = new SortedDictionary<long, RedRow>();
        foreach ((RedKey key, string name, SeriesRow series) in Find(wanted.Operation is not null, wanted.Service, environment, from))
        {
            if (key != wanted)
            {
                continue;
            }

            metrics.Read([series], from, to, (_, time) =>
            {
                long begin = time - (time % period);
                if (!periods.TryGetValue(begin, out RedRow? row))
                {
                    periods.Add(begin, row = new RedRow());
                }

                return row[name];
            });
        }

        return periods;
    }

    private (RedKey Key, RedRow Row, long First) Read(
        RedKey key, IEnumerable<(RedKey Key, string Name, SeriesRow Series)> series, long from, long to)
    {
        var row = new RedRow();
        long first = long.MaxValue;
        foreach ((_, string name, SeriesRow item) in series)
        {
            MetricBucket bucket = row[name];
            metrics.Read([item], from, to, (_, time) =>
            {
                first = Math.Min(first, time);
                return bucket;
            });
        }

        return (key, row, first);
    }

    private IEnumerable<(RedKey Key, string Name, SeriesRow Series)> Find(
        bool operations, string? service, string? environment, long since) =>
        from name in Names
        from series in metrics.FindSeries(space: null, name, since)
        let key = KeyOf(series, operations, environment)
        where key is not null && (service is null || key.Value.Service == service)
        select (key.Value, name, series);

    private static RedKey? KeyOf(SeriesRow series, bool operations, string? environment)
    {
        Dictionary<string, string> dimensions = Dimensions.Parse(series.Dimensions);
        return dimensions.Count == (operations ? 3 : 2) && dimensions.TryGetValue("Environment", out string? found)
            && (environment is null || found == environment) && dimensions.TryGetValue("Service", out string? service) && dimensions.ContainsKey("Operation") == operations
            ? new RedKey(service, dimensions.GetValueOrDefault("Operation")) : null;
    }
}
