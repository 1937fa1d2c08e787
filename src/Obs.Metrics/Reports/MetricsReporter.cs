using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Writes what <c>GET /api/metrics</c> answers: one JSON object, described by <c>docs/wire/api-metrics.schema.json</c>.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
public sealed class MetricsReporter
{
    private const string TotalName = "*";

    private readonly MetricsOptions _options;
    private readonly MetricStore _store;
    private readonly MeterCollector _collector;

    internal MetricsReporter(IOptions<MetricsOptions> options, MetricStore store, MeterCollector collector)
    {
        _options = options.Value;
        _store = store;
        _collector = collector;
    }

    /// <summary>The longest window that can be asked for.</summary>
    public TimeSpan LongestWindow => _options.Retention;

    /// <summary>Writes a whole report.</summary>
    public void Write(IBufferWriter<byte> output, MetricsQuery query)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        WriteSections(json, query);
        json.WriteEndObject();
    }

    /// <summary>Writes the sections of a report as properties of the object that the caller has begun, and may go on with its own.</summary>
    public void WriteSections(Utf8JsonWriter json, MetricsQuery query)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        MetricWindow window = _store.GetWindow(query.Window);
        IReadOnlyList<OperationSummary> served = OperationSummaries.Served(window);

        json.WriteString("service", _options.ServiceName);
        json.WriteString("environment", _options.Environment);
        json.WriteString("version", _options.Version);
        WriteWindow(json, window);
        json.WritePropertyName("totals");
        OperationJson.Write(json, OperationSummaries.Total(TotalName, served), window.Duration);
        WriteOperations(json, "operations", served, window.Duration);
        WriteOperations(json, "dependencies", OperationSummaries.Called(window), window.Duration);
        WriteSeries(json, "business", window.Series.Where(static s => s.MeterName == BusinessMetrics.MeterName));
        WriteSeries(json, "runtime", window.Series.Where(IsOther));
        WriteCollection(json);
    }

    private static bool IsOther(MetricSeries series) =>
        series.MeterName != BusinessMetrics.MeterName
        && series.InstrumentName is not (PlatformNames.ServerDuration or PlatformNames.ClientDuration);

    private static void WriteWindow(Utf8JsonWriter json, MetricWindow window)
    {
        json.WriteStartObject("window");
        json.WriteString("start", window.Start.UtcDateTime);
        json.WriteString("end", window.End.UtcDateTime);
        json.WriteNumber("seconds", Math.Round(window.Duration.TotalSeconds, 3));
        json.WriteEndObject();
    }

    private static void WriteOperations(
        Utf8JsonWriter json, string name, IReadOnlyList<OperationSummary> operations, TimeSpan duration)
    {
        json.WriteStartArray(name);
        foreach (OperationSummary operation in operations)
        {
            OperationJson.Write(json, operation, duration);
        }

        json.WriteEndArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, string name, IEnumerable<MetricSeries> series)
    {
        json.WriteStartArray(name);
        foreach (MetricSeries one in series.OrderBy(static s => s.InstrumentName, StringComparer.Ordinal))
        {
            SeriesJson.Write(json, one);
        }

        json.WriteEndArray();
    }

    private void WriteCollection(Utf8JsonWriter json)
    {
        CollectionAccount account = _collector.Account;
        json.WriteStartObject("collection");
        json.WriteNumber("series", _collector.Budget.Series);
        json.WriteNumber("seriesBytes", _collector.Budget.Bytes);
        json.WriteNumber("windowBytes", _store.SizeBytes);
        json.WriteNumber("rejected", account.Rejected);
        json.WriteNumber("overflowed", account.Overflowed);
        json.WriteNumber("failed", account.Failed);
        json.WriteNumber("observableFailures", account.ObservableFailures);
        json.WriteNumber("observableTimeouts", account.ObservableTimeouts);
        json.WriteNumber("sinkFailures", account.SinkFailures);
        json.WriteNumber("sinkDrops", account.SinkDrops);
        json.WriteNumber("droppedWindows", account.DroppedWindows);
        json.WriteEndObject();
    }
}
