using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Obs.Delivery;

namespace Obs.Aws.Metrics;

/// <summary>Writes data into the queue, a record each. Not safe for use by several threads.</summary>
/// <remarks>One measurement is written as <c>Value</c>, several equal whole numbers as <c>StatisticValues</c>, all else as <c>Values</c>
/// and <c>Counts</c>. A datum holds 150 distinct values. A distribution with more becomes several data of the same series and moment, which
/// CloudWatch adds up: no bucket is merged away, so a percentile computed there is the one computed here.</remarks>
internal sealed class DatumWriter : IDisposable
{
    // Up to 2^53 the product of two integers is one and the same, whether it is computed in binary or in decimal digits.
    private const double MaxExactInteger = 1L << 53;

    private readonly ArrayBufferWriter<byte> _record = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly double[] _values = new double[CloudWatchLimits.ValuesPerDatum];
    private readonly long[] _counts = new long[CloudWatchLimits.ValuesPerDatum];
    private readonly DeliveryQueue _queue;
    private readonly bool _highResolution;
    private DatumHead _head;
    private int _length;

    public DatumWriter(DeliveryQueue queue, bool highResolution)
    {
        _queue = queue;
        _highResolution = highResolution;

        // Nothing here is ever put into a page of HTML, which is all that the stricter encoder is for.
        _json = new Utf8JsonWriter(_record, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Data handed to the queue so far.</summary>
    public long Written { get; private set; }

    /// <summary>Begins a metric; <see cref="Add"/> its values, then <see cref="End"/>.</summary>
    public void Begin(DatumHead head)
    {
        _head = head;
        _length = 0;
    }

    /// <summary>Adds a value that was seen so many times. Equal values that follow each other become one.</summary>
    public void Add(double value, long count)
    {
        // Written so that NaN, which compares false with everything, is rejected too.
        if (!(Math.Abs(value) <= CloudWatchLimits.Value))
        {
            Reject("value");
            return;
        }

        value = Math.Abs(value) < CloudWatchLimits.LeastValue ? 0 : value;
        if (_length > 0 && _values[_length - 1] == value)
        {
            _counts[_length - 1] += count;
            return;
        }

        if (_length == _values.Length)
        {
            End();
        }

        _values[_length] = value;
        _counts[_length] = count;
        _length++;
    }

    /// <summary>Hands what was added to the queue.</summary>
    public void End()
    {
        if (_length == 0)
        {
            return;
        }

        if (_head.Dimensions.Count > CloudWatchLimits.Dimensions || HasTwoOfOneName(_head.Dimensions))
        {
            Reject("dimensions");
        }
        else
        {
            _record.ResetWrittenCount();
            MetricRecord.WriteHead(_record, _head.Namespace);
            WriteDatum();
            _queue.TryEnqueue(_record.WrittenSpan);
            Written++;
        }

        _length = 0;
    }

    public void Dispose() => _json.Dispose();

    // As a meter of the application may have it, with a tag named like one of ours.
    private static bool HasTwoOfOneName(IReadOnlyList<KeyValuePair<string, string>> dimensions)
    {
        for (int i = 1; i < dimensions.Count; i++)
        {
            for (int k = 0; k < i; k++)
            {
                if (dimensions[i].Key == dimensions[k].Key)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Reject(string what)
    {
        _queue.Drop("invalid_" + what);
        AwsEventSource.Log.DatumRejected(_head.MetricName, what);
    }

    private void WriteDatum()
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("MetricName"u8, _head.MetricName);
        _json.WriteStartArray("Dimensions"u8);
        foreach (KeyValuePair<string, string> dimension in _head.Dimensions)
        {
            _json.WriteStartObject();
            _json.WriteString("Name"u8, dimension.Key);
            _json.WriteString("Value"u8, dimension.Value);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteNumber("Timestamp"u8, _head.Timestamp.ToUnixTimeSeconds());
        WriteValues();
        _json.WriteString("Unit"u8, _head.Unit);
        if (_highResolution)
        {
            _json.WriteNumber("StorageResolution"u8, 1);
        }

        _json.WriteEndObject();
        _json.Flush();
    }

    // Of a statistic set CloudWatch tells percentiles only where the sum is exactly the minimum times the count: then nothing is lost in
    // it.
    private void WriteValues()
    {
        switch (_length, _counts[0])
        {
            case (1, 1):
                _json.WriteNumber("Value"u8, _values[0]);
                break;
            case (1, _) when double.IsInteger(_values[0]) && Math.Abs(_values[0]) * _counts[0] <= MaxExactInteger:
                WriteStatistics(_values[0], _counts[0]);
                break;
            default:
                WriteDistribution();
                break;
        }
    }

    private void WriteStatistics(double value, long count)
    {
        _json.WriteStartObject("StatisticValues"u8);
        _json.WriteNumber("SampleCount"u8, count);
        _json.WriteNumber("Sum"u8, value * count);
        _json.WriteNumber("Minimum"u8, value);
        _json.WriteNumber("Maximum"u8, value);
        _json.WriteEndObject();
    }

    private void WriteDistribution()
    {
        _json.WriteStartArray("Values"u8);
        foreach (double value in _values.AsSpan(0, _length))
        {
            _json.WriteNumberValue(value);
        }

        _json.WriteEndArray();
        _json.WriteStartArray("Counts"u8);
        foreach (long count in _counts.AsSpan(0, _length))
        {
            _json.WriteNumberValue(count);
        }

        _json.WriteEndArray();
    }
}
