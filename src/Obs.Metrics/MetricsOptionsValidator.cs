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
        CheckNames(failures, nameof(options.Views), [.. options.Views.Select(static view => view.InstrumentName)]);
        return failures.Build();
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
