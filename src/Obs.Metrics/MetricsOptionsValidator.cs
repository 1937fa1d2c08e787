using System.Globalization;
using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Says everything that is wrong with the options at once: key, range and value found.</summary>
internal sealed class MetricsOptionsValidator : IValidateOptions<MetricsOptions>
{
    public const string Section = "Observability:Metrics";

    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MaxRetention = TimeSpan.FromHours(24);

    private static readonly TimeSpan MinObservation = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, MetricsOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        Check(failures, nameof(options.Interval), options.Interval, MinInterval, MaxInterval);
        Check(failures, nameof(options.Retention), options.Retention, options.Interval, MaxRetention);
        Check(failures, nameof(options.RetentionBytes), options.RetentionBytes, 1L << 20, 1L << 30);
        Check(failures, nameof(options.MaxSeries), options.MaxSeries, 1, 100_000);
        Check(failures, nameof(options.MaxSeriesBytes), options.MaxSeriesBytes, 64L << 10, 1L << 30);
        Check(failures, nameof(options.IdleTimeout), options.IdleTimeout, options.Interval, MaxRetention);
        Check(failures, nameof(options.ObservationTimeout), options.ObservationTimeout, MinObservation, MaxWait);
        Check(failures, nameof(options.SinkTimeout), options.SinkTimeout, TimeSpan.Zero, MaxWait);
        Check(
            failures,
            nameof(options.SignificantDigits),
            options.SignificantDigits,
            HistogramLayout.MinDigits,
            HistogramLayout.MaxDigits);
        CheckNames(failures, nameof(options.Meters), options.Meters);
        CheckNames(failures, nameof(options.ExcludedMeters), options.ExcludedMeters);
        CheckNames(failures, nameof(options.Views), [.. options.Views.Select(static view => view.InstrumentName)]);
        CheckViews(failures, options.Views);
        CheckSnapshots(failures, options.Snapshots);
        return failures.Build();
    }

    private static void CheckSnapshots(ValidateOptionsResultBuilder failures, MetricSnapshotOptions options)
    {
        const string prefix = nameof(MetricsOptions.Snapshots) + ":";
        Check(failures, prefix + nameof(options.Interval), options.Interval, MinInterval, TimeSpan.FromHours(1));
        Check(failures, prefix + nameof(options.Retention), options.Retention, TimeSpan.FromHours(1), TimeSpan.FromDays(400));
        Check(failures, prefix + nameof(options.MaxBytes), options.MaxBytes, 1L << 20, 64L << 30);
        if (options.Folder is { } folder && (string.IsNullOrWhiteSpace(folder) || folder.Contains('\0')))
        {
            failures.AddError(
                $"must be the path of a folder or nothing; found \"{folder}\".", $"{Section}:{prefix}{nameof(options.Folder)}");
        }
    }

    private static void CheckViews(ValidateOptionsResultBuilder failures, IList<MetricView> views)
    {
        for (int i = 0; i < views.Count; i++)
        {
            Check(
                failures,
                $"{nameof(MetricsOptions.Views)}:{i}:{nameof(MetricView.Factor)}",
                views[i].Factor,
                double.Epsilon,
                double.MaxValue);
            if (views[i].SignificantDigits is { } digits)
            {
                Check(
                    failures,
                    $"{nameof(MetricsOptions.Views)}:{i}:{nameof(MetricView.SignificantDigits)}",
                    digits,
                    HistogramLayout.MinDigits,
                    HistogramLayout.MaxDigits);
            }

            if (views[i].Name is { } name && string.IsNullOrWhiteSpace(name))
            {
                failures.AddError(
                    $"must be a name or nothing; found \"{name}\".",
                    $"{Section}:{nameof(MetricsOptions.Views)}:{i}:{nameof(MetricView.Name)}");
            }
        }
    }

    private static void Check<T>(ValidateOptionsResultBuilder failures, string key, T found, T lowest, T highest)
        where T : IComparable<T>
    {
        if (found.CompareTo(lowest) < 0 || found.CompareTo(highest) > 0)
        {
            failures.AddError(
                string.Create(CultureInfo.InvariantCulture, $"must be {lowest} to {highest}; found {found}."), $"{Section}:{key}");
        }
    }

    private static void CheckNames(ValidateOptionsResultBuilder failures, string key, IList<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
            {
                failures.AddError($"must name a meter or an instrument; found \"{names[i]}\".", $"{Section}:{key}:{i}");
            }
        }
    }
}
