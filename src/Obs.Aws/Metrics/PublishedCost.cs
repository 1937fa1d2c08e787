using System.Diagnostics.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>What publishing costs, as an estimate, for the meter <c>Obs.Self</c> and its readers.</summary>
internal sealed class PublishedCost : IDisposable
{
    private const double UsdPerRequest = 0.01 / 1_000;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    // List prices of most regions in US dollars by series and month. See https://aws.amazon.com/cloudwatch/pricing/.
    private static readonly (int Series, double Usd)[] Tiers = [(10_000, 0.30), (240_000, 0.10), (750_000, 0.05), (int.MaxValue, 0.02)];

    private readonly Meter _meter = new(new MeterOptions("Obs.Self"));
    private int _series;
    private int _overflowing;
    private double _usd;

    public PublishedCost()
    {
        _meter.CreateObservableGauge(
            "obs.self.published_series", () => Volatile.Read(ref _series), "{series}", "Series published to CloudWatch in the last hour.");
        _meter.CreateObservableGauge(
            "obs.self.overflowing_series",
            () => Volatile.Read(ref _overflowing),
            "{series}",
            "Series beyond the ceiling, published together as one for each metric.");
        _meter.CreateObservableGauge(
            "obs.self.estimated_monthly_cost", () => Volatile.Read(ref _usd), "{USD}", "What CloudWatch would bill for a month like the last period.");
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

    /// <summary>Takes note of a period that was published.</summary>
    public void Report(int series, int overflowing, int requests, TimeSpan period)
    {
        double usd = EstimateUsd(series, requests * (Month / period));
        bool isNews = series != _series || overflowing != _overflowing;
        Volatile.Write(ref _series, series);
        Volatile.Write(ref _overflowing, overflowing);
        Volatile.Write(ref _usd, usd);
        if (isNews)
        {
            AwsEventSource.Log.Published(series, overflowing, usd);
        }
    }

    public void Dispose() => _meter.Dispose();
}
