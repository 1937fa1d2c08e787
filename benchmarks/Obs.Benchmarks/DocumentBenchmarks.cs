using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace Obs.Benchmarks;

/// <summary>Writing a finished segment of three subsegments as an X-Ray document. Budget: 0 B and 1.25 times the floor, which is
/// <see cref="Utf8JsonWriter"/> writing the same document into a buffer that it keeps, from values that stand ready.</summary>
[MemoryDiagnoser]
public class DocumentBenchmarks : IDisposable
{
    private readonly FinishedSegment _segment = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(4_096);
    private readonly Utf8JsonWriter _writer;

    public DocumentBenchmarks() => _writer = new Utf8JsonWriter(_buffer);

    [Benchmark(Baseline = true, Description = "Utf8JsonWriter, the same document")]
    public int Floor()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        WriteSegment();
        _writer.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark(Description = "Obs")]
    [Budget(Bytes = 0, Ratio = 1.25)]
    public int Write() => _segment.Write();

    [GlobalSetup]
    public void Compare()
    {
        string ours = _segment.Text();
        Floor();
        if (!JsonElement.DeepEquals(JsonDocument.Parse(ours).RootElement, JsonDocument.Parse(_buffer.WrittenMemory).RootElement))
        {
            throw new InvalidOperationException(
                $"Not the same document:\n{ours}\n{System.Text.Encoding.UTF8.GetString(_buffer.WrittenSpan)}");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _writer.Dispose();
        _segment.Dispose();
        GC.SuppressFinalize(this);
    }

    private void WriteSegment()
    {
        Activity root = _segment.Root;
        _writer.WriteStartObject();
        _writer.WriteString("trace_id"u8, _segment.TraceId);
        WriteIdAndTimes(root);
        _writer.WriteString("name"u8, "request");
        _writer.WriteStartArray("subsegments"u8);
        foreach (Activity child in _segment.Children)
        {
            _writer.WriteStartObject();
            WriteIdAndTimes(child);
            _writer.WriteString("name"u8, "work");
            _writer.WriteStartObject("annotations"u8);
            _writer.WriteString("color"u8, "red");
            _writer.WriteString("size"u8, "large");
            _writer.WriteString("shape"u8, "round");
            _writer.WriteEndObject();
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        _writer.WritePropertyName("aws"u8);
        _writer.WriteRawValue(_segment.Aws, skipInputValidation: true);
        _writer.WriteStartObject("metadata"u8);
        _writer.WriteStartObject("service"u8);
        _writer.WriteString("environment"u8, "Production");
        _writer.WriteEndObject();
        _writer.WriteEndObject();
        _writer.WritePropertyName("service"u8);
        _writer.WriteRawValue(_segment.Service, skipInputValidation: true);
        _writer.WriteEndObject();
    }

    // Seconds with microseconds, as a number: from ticks, as the times of an activity stand.
    private void WriteIdAndTimes(Activity activity)
    {
        _writer.WriteString("id"u8, activity.SpanId.ToHexString());
        _writer.WriteNumber("start_time"u8, Seconds(activity.StartTimeUtc));
        _writer.WriteNumber("end_time"u8, Seconds(activity.StartTimeUtc + activity.Duration));
    }

    private static decimal Seconds(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond / 1_000_000m;
}
