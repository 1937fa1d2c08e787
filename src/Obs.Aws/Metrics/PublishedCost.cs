using System.Diagnostics.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>What publishing costs, as an estimate: in the log at the start, on the meter <c>Obs.Self</c> and in the reports made from
/// it.</summary>
internal sealed class PublishedCost : IDisposable
{
    private const double UsdPerRequest = 0.01 / 1_000;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    // List prices of most regions in US dollars by series and month. See https://aws.amazon.com/cloudwatch/pricing/.
    private static readonly (int Series, double Usd)[] Tiers = [(10_000, 0.30), (240_000, 0.10), (750_000, 0.05), (int.MaxValue, 0.02)];

    private readonly Meter _meter = new(new MeterOptions("Obs.Self"));
    private readonly TimeSpan _interval;
    private readonly MetricLane _lane;
    private readonly int _maxSeries;
    private readonly CostLog _log;
    private PublishedPeriod? _last;

    public PublishedCost(AwsOptions options, CostLog log)
    {
        _interval = options.PublishInterval;
        _lane = options.MetricLane;
        _maxSeries = options.MaxSeries;
        _log = log;
        Gauge("obs.self.published_series", "{series}", "Series published to CloudWatch in the last hour.", static p => p.Series);
        Gauge("obs.self.series_ceiling", "{series}", "Series that may be published under their own dimensions.", _ => _maxSeries);
        Gauge(
            "obs.self.overflowing_series",
            "{series}",
            "Series beyond the ceiling, published together as one for each metric.",
            static p => p.Overflowing);
        Gauge(
            "obs.self.estimated_monthly_requests", "{request}", "Requests of a month like the last period.", static p => p.MonthlyRequests);
        Gauge(
            "obs.self.estimated_monthly_cost",
            "{USD}",
            "What CloudWatch would bill for a month like the last period.",
            static p => p.MonthlyUsd);
    }

    /// <summary>US dollars for a month of so many series and requests.</summary>
    public static double EstimateUsd(int series, double requests)
    {
        double usd = requests * UsdPerRequest;
        foreach ((int size, double price) in Tiers)
        {
            int inTier = Math.Min(series, size);
            usd += inTier * price;
            series -= inTier;
        }

        return usd;
    }

    /// <summary>Says before the first period what the ceiling lets through at most.</summary>
    public void Announce()
    {
        int requests = (_maxSeries + CloudWatchLimits.DataPerRequest - 1) / CloudWatchLimits.DataPerRequest;
        _log.Started(_interval, _maxSeries, EstimateUsd(_maxSeries, MonthlyRequests(requests)));
    }

    /// <summary>Takes note of a period that was published.</summary>
    /// <param name="series">Series under their own dimensions.</param>
    /// <param name="overflowing">Series that went to those of the overflow.</param>
    /// <param name="requests">Calls that the period takes, if it leaves in calls.</param>
    public void Report(int series, int overflowing, int requests)
    {
        double monthly = MonthlyRequests(requests);
        var period = new PublishedPeriod(series, overflowing, monthly, EstimateUsd(series, monthly));
        PublishedPeriod? last = _last;
        Volatile.Write(ref _last, period);
        if (last?.Series != series || last.Overflowing != overflowing)
        {
            AwsEventSource.Log.Published(series, overflowing, period.MonthlyUsd);
        }

        if (last is null)
        {
            _log.FirstPublished(period);
        }

        if (overflowing > 0 && last is not { Overflowing: > 0 })
        {
            _log.Overflows(period, _maxSeries);
        }
    }

    public void Dispose() => _meter.Dispose();

    // Lines on standard output are billed by whoever collects them.
    private double MonthlyRequests(int requests) => _lane == MetricLane.EmbeddedMetricFormat ? 0 : requests * (Month / _interval);

    // Nothing is measured before there is something to estimate from.
    private void Gauge(string name, string unit, string description, Func<PublishedPeriod, double> read) =>
        _meter.CreateObservableGauge<double>(
            name, () => Volatile.Read(ref _last) is { } period ? [new(read(period))] : [], unit, description);
}
