using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Writes what <c>GET /api/metrics</c> answers: JSON as described by <c>docs/wire/api-metrics.schema.json</c>, and other forms of
/// the same numbers.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
public sealed class MetricsReporter
{
    private readonly string _process = Random.Shared.NextInt64().ToString("x", CultureInfo.InvariantCulture);
    private readonly MetricsOptions _options;
    private readonly MetricStore _store;
    private readonly MeterCollector _collector;
    private readonly TimeProvider _time;
    private readonly CountPagePool _pool = new();

    internal MetricsReporter(IOptions<MetricsOptions> options, MetricStore store, MeterCollector collector, TimeProvider time)
    {
        _options = options.Value;
        _store = store;
        _collector = collector;
        _time = time;
    }

    /// <summary>The longest window that can be asked for.</summary>
    public TimeSpan LongestWindow => _options.Retention;

    /// <summary>A text that changes with every window that closes, and from process to process: as long as it is the same, so are the
    /// metrics.</summary>
    public string Revision => $"{_process}-{_store.Revision}";

    /// <summary>Reads the parameters of a query: <c>window</c> or <c>from</c> and <c>to</c>, <c>operation</c>, <c>name</c>,
    /// <c>percentiles</c>, <c>series</c>. Never throws.</summary>
    /// <param name="parameters">Names and values, as they came.</param>
    /// <param name="query">The query.</param>
    /// <param name="error">What is wrong and what is allowed, for the person who asked.</param>
    public bool TryReadQuery(
        IEnumerable<KeyValuePair<string, string?>> parameters,
        [NotNullWhen(true)] out MetricsQuery? query,
        [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new MetricsQueryParser(LongestWindow, _time.GetUtcNow()).TryParse(parameters, out query, out error);
    }

    /// <summary>Writes a whole report.</summary>
    public void Write(IBufferWriter<byte> output, MetricsQuery query)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        WriteSections(json, query);
        json.WriteEndObject();
    }

    /// <summary>Writes the sections of a report as properties of the object that the caller has begun, and may go on with its
    /// own.</summary>
    public void WriteSections(Utf8JsonWriter json, MetricsQuery query)
    {
        ArgumentNullException.ThrowIfNull(json);
        ReportJson.WriteSections(json, GetReport(query), query.Series);
        WriteCollection(json);
    }

    /// <summary>Writes a table: a row for each operation, dependency and metric, in RFC 4180 form, durations in milliseconds.</summary>
    public void WriteCsv(IBufferWriter<byte> output, MetricsQuery query) => GetReport(query).Write(output, ReportFormat.Csv);

    /// <summary>Writes the distributions as HdrHistograms in V2 encoding, which others can merge, in a JSON object.</summary>
    public void WriteHistograms(IBufferWriter<byte> output, MetricsQuery query)
    {
        MetricsReport report = GetReport(query);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        ReportJson.WriteSubject(json, report);
        using ReportContent content = report.Read();
        using var payloads = new HistogramPayloads(json);
        payloads.Write(content);
        json.WriteEndObject();
    }

    /// <summary>What a query asks for, as a report to be written in any form.</summary>
    public MetricsReport GetReport(MetricsQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new MetricsReport(ReportSubject.Of(_options), Select(query), query, _time.GetUtcNow(), _pool);
    }

    /// <summary>Writes OpenMetrics text: sums and distributions since it was first asked for, and what the closed windows held
    /// then.</summary>
    /// <exception cref="ArgumentException">The query asks for more than names: a scraper computes over time by itself.</exception>
    public void WriteOpenMetrics(IBufferWriter<byte> output, MetricsQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!CanWriteOpenMetrics(query, out string? error))
        {
            throw new ArgumentException(error, nameof(query));
        }

        ArgumentNullException.ThrowIfNull(output);
        using var text = new OpenMetricsText(output);
        text.WriteTarget(_options);
        text.Write(_store.GetTotals(), query);
    }

    /// <summary>Whether OpenMetrics text can answer a query, which then names nothing but instruments.</summary>
    public static bool CanWriteOpenMetrics(MetricsQuery query, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(query);
        error = query.IsRanged ? "OpenMetrics counts since the process began and takes no parameter but name." : null;
        return error is null;
    }

    private MetricWindow[] Select(MetricsQuery query) =>
        query.From is { } from ? _store.Select(from, query.To ?? DateTimeOffset.MaxValue) : _store.Select(query.Window);

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
        json.WriteNumber("rejectedSnapshots", account.RejectedSnapshots);
        json.WriteNumber("failedSnapshots", account.FailedSnapshots);
        json.WriteNumber("unwrittenWindows", account.UnwrittenWindows);
        json.WriteEndObject();
    }
}
