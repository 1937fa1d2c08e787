using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Obs.Aws.Metrics.Embedded;

/// <summary>Writes data as lines of Embedded Metric Format. Not safe for use by several threads.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html"/>.
/// A distribution is written as <c>Values</c> and <c>Counts</c>, as the CloudWatch agent writes it, or as the plain array of the
/// specification when no value was seen twice. Either holds 100 values; what is longer becomes several lines, which CloudWatch adds
/// up.</remarks>
internal sealed class EmbeddedLines : IDisposable
{
    private const int ValuesPerMetric = 100;

    private readonly ArrayBufferWriter<byte> _lines = new(16 * 1024);
    private readonly Utf8JsonWriter _json;

    public EmbeddedLines() =>
        _json = new Utf8JsonWriter(_lines, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public ReadOnlyMemory<byte> Written => _lines.WrittenMemory;

    public void Clear() => _lines.ResetWrittenCount();

    /// <summary>Adds a datum, on as many lines as it takes.</summary>
    public void Add(ReadOnlySpan<byte> @namespace, MetricDatum datum)
    {
        string space = Encoding.ASCII.GetString(@namespace);
        for (int from = 0; from < datum.Values.Count; from += ValuesPerMetric)
        {
            WriteLine(space, datum, from, Math.Min(datum.Values.Count, from + ValuesPerMetric));
        }
    }

    public void Dispose() => _json.Dispose();

    private void WriteLine(string space, MetricDatum datum, int from, int to)
    {
        _json.Reset();
        _json.WriteStartObject();
        WriteDirective(space, datum);
        foreach (KeyValuePair<string, string> dimension in datum.Dimensions)
        {
            _json.WriteString(dimension.Key, dimension.Value);
        }

        WriteMetric(datum, from, to);
        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
    }

    private void WriteDirective(string space, MetricDatum datum)
    {
        _json.WriteStartObject("_aws"u8);
        _json.WriteNumber("Timestamp"u8, datum.Timestamp.ToUnixTimeMilliseconds());
        _json.WriteStartArray("CloudWatchMetrics"u8);
        _json.WriteStartObject();
        _json.WriteString("Namespace"u8, space);
        _json.WriteStartArray("Dimensions"u8);
        _json.WriteStartArray();
        foreach (KeyValuePair<string, string> dimension in datum.Dimensions)
        {
            _json.WriteStringValue(dimension.Key);
        }

        _json.WriteEndArray();
        _json.WriteEndArray();
        _json.WriteStartArray("Metrics"u8);
        _json.WriteStartObject();
        _json.WriteString("Name"u8, datum.MetricName);
        _json.WriteString("Unit"u8, datum.Unit);
        if (datum.StorageResolution == 1)
        {
            _json.WriteNumber("StorageResolution"u8, 1);
        }

        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteMetric(MetricDatum datum, int from, int to)
    {
        _json.WritePropertyName(datum.MetricName);
        bool isPlain = Range(datum.Counts, from, to).All(static count => count == 1);
        if (isPlain && to - from == 1)
        {
            _json.WriteNumberValue(datum.Values[from]);
        }
        else if (isPlain)
        {
            WriteArray(datum.Values, from, to);
        }
        else
        {
            WriteDistribution(datum, from, to);
        }
    }

    private void WriteDistribution(MetricDatum datum, int from, int to)
    {
        _json.WriteStartObject();
        _json.WritePropertyName("Values"u8);
        WriteArray(datum.Values, from, to);
        _json.WritePropertyName("Counts"u8);
        WriteArray(datum.Counts, from, to);
        _json.WriteNumber("Min"u8, Range(datum.Values, from, to).Min());
        _json.WriteNumber("Max"u8, Range(datum.Values, from, to).Max());
        _json.WriteNumber("Count"u8, Range(datum.Counts, from, to).Sum());
        _json.WriteNumber("Sum"u8, Enumerable.Range(from, to - from).Sum(i => datum.Values[i] * datum.Counts[i]));
        _json.WriteEndObject();
    }

    private void WriteArray(IReadOnlyList<double> numbers, int from, int to)
    {
        _json.WriteStartArray();
        foreach (double number in Range(numbers, from, to))
        {
            _json.WriteNumberValue(number);
        }

        _json.WriteEndArray();
    }

    private static IEnumerable<double> Range(IReadOnlyList<double> numbers, int from, int to) => numbers.Skip(from).Take(to - from);
}
