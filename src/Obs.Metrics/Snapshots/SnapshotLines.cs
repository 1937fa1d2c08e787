using System.Diagnostics;
using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Reads the lines of a snapshot back. Whatever does not fit is an exception, which costs the file and nothing else.</summary>
internal sealed class SnapshotLines
{
    private readonly List<SeriesIdentity> _known = [];

    public ReportSubject? Subject { get; private set; }

    public List<MetricWindow> Windows { get; } = [];

    /// <exception cref="InvalidDataException">The content is not that of a snapshot.</exception>
    public void Read(ReadOnlySpan<byte> content)
    {
        try
        {
            foreach (Range line in content.Split((byte)'\n'))
            {
                if (!content[line].IsEmpty)
                {
                    ReadLine(content[line]);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"it does not hold what it should: {exception.Message}", exception);
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        using var document = JsonDocument.ParseValue(ref reader);
        JsonElement json = document.RootElement;
        if (json.TryGetProperty("service", out JsonElement service))
        {
            Subject = new ReportSubject(Text(service), Text(json.GetProperty("environment")), Text(json.GetProperty("version")));
        }
        else if (json.TryGetProperty("meter", out JsonElement meter))
        {
            _known.Add(ReadIdentity(json, Text(meter)));
        }
        else
        {
            Windows.Add(ReadWindow(json));
        }
    }

    private static SeriesIdentity ReadIdentity(JsonElement json, string meter) => new(
        meter,
        Text(json.GetProperty("name")),
        json.GetProperty("unit").GetString(),
        KindOf(Text(json.GetProperty("kind"))),
        [
            .. json.GetProperty("dimensions").EnumerateObject().Select(static d => KeyValuePair.Create(d.Name, Text(d.Value)))
                .OrderBy(static d => d.Key, StringComparer.Ordinal),
        ]);

    private MetricWindow ReadWindow(JsonElement json) => new(
        Moment(json.GetProperty("start")),
        Moment(json.GetProperty("end")),
        TimeSpan.FromTicks(Math.Max(json.GetProperty("duration").GetInt64(), 0)),
        [.. json.GetProperty("series").EnumerateArray().Select(ReadSeries)])
    {
        TopK = [.. json.GetProperty("topK").EnumerateArray().Select(ReadRanking)],
    };

    private MetricSeries ReadSeries(JsonElement json)
    {
        SeriesIdentity identity = _known[json.GetProperty("of").GetInt32()];
        var totals = SeriesTotals.Restore(
            json.GetProperty("count").GetInt64(),
            json.GetProperty("sum").GetDouble(),
            json.GetProperty("min").GetDouble(),
            json.GetProperty("max").GetDouble());
        return new MetricSeries(identity)
        {
            Count = totals.Count,
            Sum = totals.Sum,
            Min = totals.Min,
            Max = totals.Max,
            Last = json.GetProperty("last").GetDouble(),
            Histogram = identity.Kind == InstrumentKind.Histogram ? ReadDistribution(json, totals) : null,
            Exemplars = json.TryGetProperty("exemplars", out JsonElement exemplars)
                ? [.. exemplars.EnumerateArray().Select(ReadExemplar)]
                : [],
        };
    }

    private static HistogramSnapshot ReadDistribution(JsonElement json, SeriesTotals totals)
    {
        byte[] encoded = json.GetProperty("v2Compressed").GetBytesFromBase64();
        return HistogramEncoding.TryDecode(encoded, out Histogram? histogram, out string? error)
            ? new HistogramSnapshot(ReadScale(json, histogram.SignificantDigits), histogram.Counts, totals)
            : throw new FormatException(error);
    }

    private static ValueScale ReadScale(JsonElement json, int digits)
    {
        int exponent = json.GetProperty("unitExponent").GetInt32();
        return Math.Abs((long)exponent) <= ValueScale.LargestUnit
            ? new ValueScale(exponent, digits)
            : throw new FormatException($"there is no unit of 2^{exponent}");
    }

    private static Exemplar ReadExemplar(JsonElement json) => new(
        json.GetProperty("value").GetDouble(),
        Moment(json.GetProperty("at")),
        ActivityTraceId.CreateFromString(Text(json.GetProperty("trace"))),
        ActivitySpanId.CreateFromString(Text(json.GetProperty("span"))));

    private static MetricTopK ReadRanking(JsonElement json) => new(
        Text(json.GetProperty("name")),
        json.GetProperty("capacity").GetInt32(),
        json.GetProperty("total").GetInt64(),
        json.GetProperty("floor").GetInt64(),
        [.. json.GetProperty("entries").EnumerateArray().Select(static e => new TopKEntry(Text(e[0]), e[1].GetInt64(), e[2].GetInt64()))]);

    private static InstrumentKind KindOf(string name) => name switch
    {
        "counter" => InstrumentKind.Counter,
        "upDownCounter" => InstrumentKind.UpDownCounter,
        "gauge" => InstrumentKind.Gauge,
        "histogram" => InstrumentKind.Histogram,
        _ => throw new FormatException($"there is no kind of instrument '{name}'"),
    };

    private static DateTimeOffset Moment(JsonElement ticks) => new(ticks.GetInt64(), TimeSpan.Zero);

    private static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("a text is missing");
}
