namespace Obs.Metrics;

/// <summary>Closed windows in steps, seen through a query: one operation or series after another, and of each one step after
/// another.</summary>
/// <remarks>What a step gives is valid until the next. Not safe for use by several threads.</remarks>
/// <param name="steps">Windows that follow one another, the oldest first, in groups.</param>
/// <param name="query">What is asked for.</param>
/// <param name="pool">Lends the counts while distributions are merged.</param>
internal sealed class TimelineContent(IReadOnlyList<MetricWindow[]> steps, MetricsQuery query, CountPagePool pool) : IDisposable
{
    private readonly WindowWalk _walk = new([.. steps.SelectMany(static step => step)]);
    private readonly OperationTally _operation = new(pool, keepsExemplars: false);
    private readonly SeriesTally _series = new(pool, keepsExemplars: false);
    private SeriesIdentity? _current;
    private int _end;

    public int Steps => steps.Count;

    public DateTimeOffset EndOf(int step) => steps[step][^1].End;

    /// <summary>How long a step is, by the monotonic clock; never 0, since rates are divided by it.</summary>
    public double SecondsOf(int step) => Math.Max(WindowMerger.DurationOf(steps[step]).TotalSeconds, 1e-3);

    public void MoveTo(SeriesPart part) => _walk.MoveTo(part);

    /// <summary>A series of the next operation asked for; null at the end of the part.</summary>
    public SeriesIdentity? NextOperation(SeriesPart part) => Next(part, byOperation: true);

    /// <summary>The next series asked for; null at the end of the part.</summary>
    public SeriesIdentity? NextSeries(SeriesPart part) => Next(part, byOperation: false);

    /// <summary>What the operation did in a step. Steps are asked for in their order.</summary>
    public OperationTally OperationAt(int step)
    {
        _operation.Begin(_current!.Operation!);
        for (GoTo(step); _walk.Take(_current, byOperation: true, _end) is { } series;)
        {
            if (series.Count > 0)
            {
                _operation.Add(series);
            }
        }

        return _operation;
    }

    /// <summary>What the series measured in a step; null when it did not. Steps are asked for in their order.</summary>
    public SeriesTally? SeriesAt(int step)
    {
        bool hasAny = false;
        _series.Begin(_current!);
        for (GoTo(step); _walk.Take(_current!, byOperation: false, _end) is { } series;)
        {
            _series.Add(series);
            hasAny = true;
        }

        return hasAny ? _series : null;
    }

    public void Dispose()
    {
        _operation.Dispose();
        _series.Dispose();
    }

    private SeriesIdentity? Next(SeriesPart part, bool byOperation)
    {
        while (_walk.Next() is { } next && next.Part == part)
        {
            _current = next;
            if (query.Matches(next))
            {
                return next;
            }

            while (_walk.Take(next, byOperation) is not null)
            {
            }
        }

        return null;
    }

    private void GoTo(int step) => _end = (step == 0 ? 0 : _end) + steps[step].Length;
}
