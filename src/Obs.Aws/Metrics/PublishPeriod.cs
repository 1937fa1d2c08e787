using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Gathers closed windows until the period that they belong to is over.</summary>
/// <remarks>Periods lie on whole multiples of the interval since 1970, as CloudWatch's own do.</remarks>
internal sealed class PublishPeriod(TimeSpan interval)
{
    private List<MetricWindow> _windows = [];

    /// <summary>Takes a window in.</summary>
    /// <returns>The windows of each period that is now complete; mostly none or one.</returns>
    public IEnumerable<IReadOnlyList<MetricWindow>> Add(MetricWindow window)
    {
        // A wall clock that was stepped, or a pause: what was gathered belongs elsewhere.
        if (_windows.Count > 0 && PeriodOf(_windows[0].Start) != PeriodOf(window.Start))
        {
            yield return Take();
        }

        _windows.Add(window);
        if (PeriodOf(window.End) != PeriodOf(_windows[0].Start))
        {
            yield return Take();
        }
    }

    /// <summary>The windows of the period that is not over yet.</summary>
    public IReadOnlyList<MetricWindow> Take()
    {
        List<MetricWindow> windows = _windows;
        _windows = [];
        return windows;
    }

    private long PeriodOf(DateTimeOffset moment) => moment.UtcTicks / interval.Ticks;
}
