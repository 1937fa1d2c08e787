using System.Diagnostics.Metrics;
using Obs.Metrics;

namespace Obs.Planted;

/// <summary>Plants a secret in measurements: in tags, in keys and in what callbacks throw.</summary>
internal sealed class MetricPlants
{
    private readonly Meter _meter;
    private readonly Counter<long> _counter;
    private readonly Histogram<double> _histogram;
    private readonly BusinessCounter _sales;
    private readonly BusinessDistribution _sizes;
    private readonly BusinessTopK _searches;
    private string _last = "";

    public MetricPlants(IMeterFactory meters, BusinessMetrics business)
    {
        _meter = meters.Create("Planted");
        _counter = _meter.CreateCounter<long>("planted.count");
        _histogram = _meter.CreateHistogram<double>("planted.duration", "s");
        _meter.CreateObservableGauge<long>("planted.observed", () => new Measurement<long>(1, Tag("observed", _last)));
        _meter.CreateObservableGauge("planted.broken", ThrowLast);
        _sales = business.CreateCounter("Sales", "kind");
        _sizes = business.CreateDistribution("Sizes", "Count", "kind");
        _searches = business.CreateTopK("Searches");
    }

    public void Plant(string text)
    {
        _last = text;
        _counter.Add(1, Tag("planted", text));
        _counter.Add(1, Tag("api_token", "Tr0ub4dor61"));
        _counter.Add(1, new KeyValuePair<string, object?>("thrown", new Throwing(text)));
        _histogram.Record(0.1, Tag("planted", text), Tag("http.route", text));
        _sales.Add(1, text);
        _sizes.Record(3, text);
        _searches.Add(text);
    }

    private long ThrowLast() => throw new InvalidOperationException(_last);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
