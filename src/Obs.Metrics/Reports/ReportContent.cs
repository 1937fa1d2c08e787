namespace Obs.Metrics;

/// <summary>What a report tells, whatever its form: closed windows as one, seen through a query.</summary>
/// <remarks>
/// Merged while it is read, one operation or series after another in the same room, so that an answer costs the same memory whatever it
/// tells of. What an enumeration gives is valid until its next step, and one enumeration runs at a time. Not safe for use by several
/// threads.
/// </remarks>
/// <param name="windows">Windows that follow one another, the oldest first.</param>
/// <param name="query">What is asked for.</param>
/// <param name="pool">Lends the counts while distributions are merged.</param>
internal sealed class ReportContent(IReadOnlyList<MetricWindow> windows, MetricsQuery query, CountPagePool? pool = null) : IDisposable
{
    private static readonly OperationName All = new("*", null, null);

    private readonly WindowWalk _walk = new(windows);
    private readonly OperationTally _operation = new(pool);
    private readonly OperationTally _total = new(pool);
    private readonly SeriesTally _series = new(pool, keepsExemplars: false);
    private bool _isTotalled;

    public MetricsQuery Query => query;

    public DateTimeOffset End => windows[^1].End;

    public TimeSpan Duration { get; } = WindowMerger.DurationOf(windows);

    /// <summary>Operations by name.</summary>
    public IEnumerable<OperationTally> Served => ReadServed();

    /// <summary>Dependencies by name.</summary>
    public IEnumerable<OperationTally> Called => ReadOperations(SeriesPart.Called);

    public IEnumerable<SeriesTally> Business => ReadSeries(SeriesPart.Business);

    public IEnumerable<SeriesTally> Runtime => ReadSeries(SeriesPart.Runtime);

    /// <summary>Rankings by name, as much of each as is shown.</summary>
    public IReadOnlyList<MetricTopK> TopK => WindowMerger.MergeTopK(windows, query, TopKJson.MaxEntries);

    /// <summary>All that was served as one. Costs nothing more once <see cref="Served"/> has been read to its end.</summary>
    public OperationTally Total
    {
        get
        {
            if (!_isTotalled)
            {
                _ = Served.Count();
            }

            return _total;
        }
    }

    /// <summary>How many operations, dependencies and series there are to tell of.</summary>
    public int CountLines()
    {
        int lines = 0;
        _walk.MoveTo(SeriesPart.Served);
        while (_walk.Next() is { } next)
        {
            lines += query.Matches(next) ? 1 : 0;
            while (_walk.Take(next, byOperation: true) is not null)
            {
            }
        }

        return lines;
    }

    public void Dispose()
    {
        _operation.Dispose();
        _total.Dispose();
        _series.Dispose();
    }

    private IEnumerable<OperationTally> ReadServed()
    {
        _isTotalled = false;
        _total.Begin(All);
        foreach (OperationTally operation in ReadOperations(SeriesPart.Served))
        {
            _total.Add(operation);
            yield return operation;
        }

        _isTotalled = true;
    }

    private IEnumerable<OperationTally> ReadOperations(SeriesPart part)
    {
        _walk.MoveTo(part);
        while (_walk.Next() is { } next && next.Part == part)
        {
            bool isWanted = query.Matches(next);
            _operation.Begin(next.Operation!);
            while (_walk.Take(next, byOperation: true) is { } series)
            {
                if (isWanted && series.Count > 0)
                {
                    _operation.Add(series);
                }
            }

            if (_operation.Count > 0)
            {
                yield return _operation;
            }
        }
    }

    private IEnumerable<SeriesTally> ReadSeries(SeriesPart part)
    {
        _walk.MoveTo(part);
        while (_walk.Next() is { } next && next.Part == part)
        {
            bool isWanted = query.Matches(next);
            _series.Begin(next);
            while (_walk.Take(next, byOperation: false) is { } series)
            {
                if (isWanted)
                {
                    _series.Add(series);
                }
            }

            if (isWanted)
            {
                yield return _series;
            }
        }
    }
}
