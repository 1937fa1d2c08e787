using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>One recorded histogram of another implementation: how its values are made, and what it answered.</summary>
public sealed class HdrGolden
{
    private readonly JsonElement _root;

    private HdrGolden(JsonElement root) => _root = root;

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Repository.PathOf("tests", "golden", "hdr"), "*.json").Select(static f => Path.GetFileNameWithoutExtension(f)!)
            .Order();

    public JsonElement this[string property] => _root.GetProperty(property);

    public JsonElement Hdr => this["hdr"];

    public static HdrGolden Read(string name) =>
        new(JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "golden", "hdr", name + ".json"))).RootElement);

    public bool TryGet(string property, out JsonElement value) => _root.TryGetProperty(property, out value);

    public Histogram NewHistogram() => new(
        this["lowestTrackableValue"].GetInt64(), this["highestTrackableValue"].GetInt64(), this["significantDigits"].GetInt32());

    /// <summary>A histogram that recorded what the other one did.</summary>
    public Histogram Recorded()
    {
        Histogram histogram = NewHistogram();
        long interval = this["expectedInterval"].GetInt64();
        foreach ((long value, long count) in Values())
        {
            if (interval > 0)
            {
                histogram.RecordWithExpectedInterval(value, interval);
            }
            else
            {
                histogram.Record(value, count);
            }
        }

        return histogram;
    }

    public byte[] Bytes(string property) => Convert.FromBase64String(this[property].GetString()!);

    /// <summary>What was recorded, in order.</summary>
    public IEnumerable<(long Value, long Count)> Values()
    {
        if (TryGet("values", out JsonElement values))
        {
            return [.. values.EnumerateArray().Select(static v =>
                v.ValueKind == JsonValueKind.Array ? (v[0].GetInt64(), v[1].GetInt64()) : (v.GetInt64(), 1L))];
        }

        string generator = this["generator"].GetString()!;
        return generator switch
        {
            _ when generator.StartsWith("LCG uniform", StringComparison.Ordinal) => Uniform(),
            _ when generator.StartsWith("LCG geometric", StringComparison.Ordinal) => Geometric(),
            _ when generator.StartsWith("values 1,2", StringComparison.Ordinal) =>
                Enumerable.Range(1, Parameter("to")).Select(static i => ((long)i, 1L)),
            _ when generator.StartsWith("for i = 0..999", StringComparison.Ordinal) =>
                Enumerable.Range(0, 1_000).Select(static i => (i % 10 != 0 ? 5L : 5_000L + i, 1L)),
            _ when generator.StartsWith("value 777", StringComparison.Ordinal) => Enumerable.Repeat((777L, 1L), 1_000_000),
            _ => throw new InvalidOperationException($"unknown generator: {generator}"),
        };
    }

    private int Parameter(string name) => this["params"].GetProperty(name).GetInt32();

    private IEnumerable<(long Value, long Count)> Uniform()
    {
        var random = new Lcg((ulong)Parameter("seed"));
        int n = Parameter("n");
        for (int i = 0; i < n; i++)
        {
            yield return (Parameter("add") + (random.Next() % Parameter("mod")), 1);
        }
    }

    private IEnumerable<(long Value, long Count)> Geometric()
    {
        var random = new Lcg((ulong)Parameter("seed"));
        int n = Parameter("n");
        for (int i = 0; i < n; i++)
        {
            int doublings = Math.Min(System.Numerics.BitOperations.TrailingZeroCount(~random.Next()), Parameter("maxExp"));
            yield return ((Parameter("base") + (random.Next() % Parameter("base"))) << doublings, 1);
        }
    }

    private sealed class Lcg(ulong seed)
    {
        private ulong _state = seed;

        public long Next()
        {
            _state = unchecked((_state * 6364136223846793005) + 1442695040888963407);
            return (long)(_state >> 33);
        }
    }
}
