using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>Makes business metrics: counters, amounts, distributions, ratios and rankings with declared dimensions, on the meter
/// <c>Obs.Business</c>.</summary>
/// <remarks>
/// They are instruments of the platform underneath, so any other listener hears them too. Make each once and keep it; making it
/// again gives another handle to the same metric. Thread safety: any thread.
/// </remarks>
public sealed class BusinessMetrics
{
    /// <summary>The meter of all business metrics.</summary>
    public const string MeterName = "Obs.Business";

    // CloudWatch's limit for the name of a metric.
    private const int MaxNameLength = 255;

    // Twenty times what a report shows of it.
    private const int TopKCapacity = 400;

    private readonly Meter _meter;
    private readonly TopKRecorders _topK;
    private readonly CollectionAccount _account;

    internal BusinessMetrics(IMeterFactory factory, TopKRecorders topK, CollectionAccount account)
    {
        _topK = topK;
        _meter = factory.Create(new MeterOptions(MeterName));
        _account = account;
    }

    /// <summary>A counter of occurrences.</summary>
    /// <param name="name">The metric's name, such as <c>ProductViews</c>, 1 to 255 characters.</param>
    /// <param name="dimensions">Up to three names, such as <c>Category</c>. Their values should be few: each combination is a
    /// series.</param>
    /// <exception cref="ArgumentException">The name is empty or too long, or the dimensions are too many or not different.</exception>
    public BusinessCounter CreateCounter(string name, params string[] dimensions) =>
        new(_meter.CreateCounter<long>(Check(name), "{count}"), Declare(dimensions));

    /// <summary>A sum of amounts in a unit.</summary>
    /// <param name="name">The metric's name, such as <c>Revenue</c>, 1 to 255 characters.</param>
    /// <param name="unit">The unit of the amounts, such as <c>EUR</c>.</param>
    /// <param name="dimensions">Up to three names. Their values should be few: each combination is a series.</param>
    /// <exception cref="ArgumentException">The name is empty or too long, or the dimensions are too many or not different.</exception>
    public BusinessAmount CreateAmount(string name, string unit, params string[] dimensions) =>
        new(_meter.CreateCounter<double>(Check(name), unit), Declare(dimensions));

    /// <summary>A distribution of values in a unit, with percentiles.</summary>
    /// <param name="name">The metric's name, such as <c>CartSize</c>, 1 to 255 characters.</param>
    /// <param name="unit">The unit of the values, such as <c>{item}</c>.</param>
    /// <param name="dimensions">Up to three names. Their values should be few: each combination is a series.</param>
    /// <exception cref="ArgumentException">The name is empty or too long, or the dimensions are too many or not different.</exception>
    public BusinessDistribution CreateDistribution(string name, string unit, params string[] dimensions) =>
        new(_meter.CreateHistogram<double>(Check(name), unit), Declare(dimensions));

    /// <summary>A share of the whole, such as how many visits end in a purchase.</summary>
    /// <param name="name">The metric's name, such as <c>Conversion</c>, 1 to 246 characters. Its two counters add <c>.Hits</c> and
    /// <c>.Attempts</c>.</param>
    /// <param name="dimensions">Up to three names. Their values should be few: each combination is two series.</param>
    /// <exception cref="ArgumentException">The name is empty or too long, or the dimensions are too many or not different.</exception>
    public BusinessRatio CreateRatio(string name, params string[] dimensions)
    {
        Check(name + BusinessRatio.AttemptsSuffix);
        return new(
            _meter.CreateCounter<long>(Check(name) + BusinessRatio.HitsSuffix, "{count}"),
            _meter.CreateCounter<long>(name + BusinessRatio.AttemptsSuffix, "{count}"),
            Declare(dimensions));
    }

    /// <summary>A ranking of keys without bound, such as product ids or search terms. Of all keys those that make up more than one in 400
    /// of the total in a window are always in it.</summary>
    /// <param name="name">The metric's name, such as <c>MostViewedProducts</c>, 1 to 255 characters.</param>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public BusinessTopK CreateTopK(string name) =>
        new(_meter.CreateCounter<long>(Check(name), "{count}"), _topK.GetOrAdd(name, TopKCapacity), _account);

    private static string Check(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name.Length <= MaxNameLength
            ? name
            : throw new ArgumentException($"must be 1 to {MaxNameLength} characters; found {name.Length}.", nameof(name));
    }

    private DeclaredDimensions Declare(string[] dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        return new DeclaredDimensions(dimensions, _account);
    }
}
