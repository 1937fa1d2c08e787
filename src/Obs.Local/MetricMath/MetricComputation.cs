using Obs.Local.Aws.CloudWatch;
using Obs.Local.Metrics;

namespace Obs.Local.MetricMath;

/// <summary>Computes metric queries that name each other over one time.</summary>
/// <remarks>Not thread-safe; made for one request.</remarks>
internal sealed class MetricComputation
{
    private const int MaxSearched = 500; // Series, by the service.
    private const long DefaultPeriod = 60_000;

    private static readonly TimeSpan SearchedAge = TimeSpan.FromDays(14);

    private readonly MetricQueries _metrics;
    private readonly OrderedDictionary<string, MetricQuery> _queries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MathValue> _computed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly long _from;
    private readonly long _to;
    private readonly long _origin;
    private readonly bool _maySearch;

    /// <param name="metrics">Where series are read.</param>
    /// <param name="queries">The queries, each with an id of its own.</param>
    /// <param name="from">Milliseconds since 1970.</param>
    /// <param name="to">Milliseconds since 1970, not included.</param>
    /// <param name="origin">A moment at which periods begin.</param>
    /// <param name="maySearch">Whether SEARCH is allowed; in alarms it is not.</param>
    public MetricComputation(
        MetricQueries metrics, IEnumerable<MetricQuery> queries, long from, long to, long origin = 0, bool maySearch = true)
    {
        (_metrics, _from, _to, _origin, _maySearch) = (metrics, from, to, origin, maySearch);
        foreach (MetricQuery query in queries)
        {
            _queries.Add(query.Id, query);
        }
    }

    /// <summary>Searches that found more series than are given.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>The series of a query; one for a metric, any number for an expression.</summary>
    /// <exception cref="MathException">An expression cannot be computed; the message names its id.</exception>
    public IReadOnlyList<TimeSeries> Compute(string id) => Find(id).Series;

    private MathValue Find(string id)
    {
        if (_computed.TryGetValue(id, out MathValue? known))
        {
            return known;
        }

        if (!_queries.TryGetValue(id, out MetricQuery? query))
        {
            throw new MathException($"the id '{id}' is not defined");
        }

        if (!_open.Add(id))
        {
            throw new MathException($"the expression '{id}' names itself");
        }

        MathValue value = query.Metric is { } metric ? Read(metric, query.Period ?? DefaultPeriod) : Evaluate(query);
        _open.Remove(id);
        _computed.Add(id, value);
        return value;
    }

    private MathValue Evaluate(MetricQuery query)
    {
        long period = query.Period ?? Periods(query.Expression!).DefaultIfEmpty(DefaultPeriod).Min();
        var scope = new MathScope
        {
            From = MetricQueries.Begin(_from, period, _origin),
            To = _to,
            Period = period,
            Find = Find,
            Metrics = [.. _queries.Values.Where(static other => other.Metric is not null).Select(static other => other.Id)],
            Search = _maySearch ? Search : null,
        };
        return new MathEvaluator(scope).EvaluateResult(query.Expression!) is var value && value.IsArray
            ? value
            : value.Series[0].Labelled(query.Id);
    }

    private IEnumerable<long> Periods(MathExpression expression) => expression.All().OfType<MathExpression.Name>()
        .Select(name => _queries.GetValueOrDefault(name.Value)?.Period).OfType<long>()
        .Concat(_queries.Values.Where(static query => query.Metric is not null).Select(static query => query.Period).OfType<long>());

    private TimeSeries Read(MetricStat stat, long period) =>
        Read(_metrics.FindSeries(stat.Namespace, stat.Name, stat.Dimensions, stat.Unit), stat.Statistic, period, stat.Name,
            new SeriesSource(stat.Namespace, stat.Name, Dimensions.Parse(stat.Dimensions), stat.Statistic.Name));

    private TimeSeries Read(IReadOnlyList<SeriesRow> rows, Statistic statistic, long period, string label, SeriesSource source)
    {
        var points = new SortedDictionary<long, double>();
        foreach ((long time, MetricBucket bucket) in _metrics.Read(rows, MetricQueries.Begin(_from, period, _origin), _to, period, _origin))
        {
            if (statistic.Of(bucket) is { } value)
            {
                points.Add(time, value);
            }
        }

        return new TimeSeries(label, period, points) { Source = source };
    }

    private List<TimeSeries> Search(string text, string statistic, long period)
    {
        var search = MetricSearch.Parse(text);
        Statistic of = Statistic.TryParse(statistic) ?? throw new MathException($"'{statistic}' is not a statistic");
        List<(SeriesSource Source, List<SeriesRow> Rows)> found =
        [
            .. _metrics.FindSeries(space: null, name: null, _to - (long)SearchedAge.TotalMilliseconds)
                .GroupBy(static row => (row.Namespace, row.Name, row.Dimensions))
                .Select(group => (
                    Source: new SeriesSource(group.Key.Namespace, group.Key.Name, Dimensions.Parse(group.Key.Dimensions), statistic),
                    Rows: group.ToList()))
                .Where(item => search.Matches(item.Source)),
        ];
        IsPartial |= found.Count > MaxSearched;
        return
        [
            .. found.Take(MaxSearched).Select(item => Read(
                item.Rows, of, period, string.Join(' ', item.Source.Dimensions.Values.Append(item.Source.Name)), item.Source)),
        ];
    }
}
