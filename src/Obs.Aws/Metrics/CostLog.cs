using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Obs.Aws.Metrics;

/// <summary>Says in the application's log what publishing costs: at the start, after the first period, and when the ceiling is
/// reached.</summary>
/// <remarks>Three kinds of entries in the life of a process: none of them comes with every period. Never throws.</remarks>
internal sealed partial class CostLog(ILogger logger)
{
    private const string Category = "Obs.Aws.Cost";

    /// <summary>Writes to the log of the application, or to nowhere where it has none.</summary>
    public static CostLog Of(ILoggerFactory? loggers) => new(loggers?.CreateLogger(Category) ?? NullLogger.Instance);

    public void Started(TimeSpan interval, int maxSeries, double usd) =>
        Write(() => LogStarted(logger, interval, maxSeries, Math.Round(usd, 2)));

    public void FirstPublished(PublishedPeriod period) => Write(() => LogPublished(
        logger, period.Series, Math.Round(period.MonthlyRequests), Math.Round(period.MonthlyUsd, 2)));

    public void Overflows(PublishedPeriod period, int maxSeries) => Write(() => LogOverflows(logger, maxSeries, period.Overflowing));

    [LoggerMessage(
        1,
        LogLevel.Information,
        "Metrics are published to CloudWatch every {Interval}: at most {MaxSeries} series, about {MonthlyUsd} US dollars a month at most")]
    private static partial void LogStarted(ILogger logger, TimeSpan interval, int maxSeries, double monthlyUsd);

    [LoggerMessage(2, LogLevel.Information, "{Series} series were published to CloudWatch: a month like this takes {MonthlyRequests} requests and costs about {MonthlyUsd} US dollars")]
    private static partial void LogPublished(ILogger logger, int series, double monthlyRequests, double monthlyUsd);

    [LoggerMessage(3, LogLevel.Warning, "The ceiling of {MaxSeries} series (Observability:Aws:MaxSeries) is reached: {Overflowing} more are published as one for each metric")]
    private static partial void LogOverflows(ILogger logger, int maxSeries, int overflowing);

    private static void Write(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception)
        {
            // A logging provider of the application that throws costs this entry and no metric.
            AwsEventSource.Log.CostNotLogged(exception);
        }
    }
}
