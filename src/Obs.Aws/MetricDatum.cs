using System.Text.Json;

namespace Obs.Aws;

/// <summary>One published value: what a series measured in one window, as distinct values and how often each was seen. A value and a
/// statistic set of equal values are read as that, too.</summary>
public sealed class MetricDatum
{
    private MetricDatum()
    {
    }

    /// <summary>The metric's name.</summary>
    public string MetricName { get; private set; } = "";

    /// <summary>The dimensions, at most 30.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dimensions { get; private set; } = [];

    /// <summary>The start of the window, to the second.</summary>
    public DateTimeOffset Timestamp { get; private set; }

    /// <summary>The distinct values, at most 150.</summary>
    public IReadOnlyList<double> Values { get; private set; } = [];

    /// <summary>How often each of <see cref="Values"/> was seen.</summary>
    public IReadOnlyList<double> Counts { get; private set; } = [];

    /// <summary>The CloudWatch unit, such as <c>Milliseconds</c>.</summary>
    public string Unit { get; private set; } = "None";

    /// <summary>1 for high resolution, 60 for standard.</summary>
    public int StorageResolution { get; private set; } = 60;

    internal static MetricDatum Read(ReadOnlySpan<byte> json)
    {
        var datum = new MetricDatum();
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            datum.ReadMember(ref reader);
        }

        return datum;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        string? name = reader.GetString();
        reader.Read();
        switch (name)
        {
            case nameof(MetricName):
                MetricName = reader.GetString() ?? "";
                break;
            case nameof(Dimensions):
                Dimensions = ReadDimensions(ref reader);
                break;
            case nameof(Timestamp):
                Timestamp = DateTimeOffset.FromUnixTimeMilliseconds((long)(reader.GetDouble() * 1000));
                break;
            case nameof(Values):
                Values = ReadNumbers(ref reader);
                break;
            case nameof(Counts):
                Counts = ReadNumbers(ref reader);
                break;
            case "Value":
                (Values, Counts) = ([reader.GetDouble()], [1]);
                break;
            case "StatisticValues":
                ReadStatistics(ref reader);
                break;
            case nameof(Unit):
                Unit = reader.GetString() ?? "None";
                break;
            case nameof(StorageResolution):
                StorageResolution = reader.GetInt32();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    // As it is written only where all values are equal, it holds as much as a value and how often it was seen.
    private void ReadStatistics(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isCount = reader.ValueTextEquals("SampleCount"u8);
            bool isValue = reader.ValueTextEquals("Minimum"u8);
            reader.Read();
            double number = reader.GetDouble();
            (Values, Counts) = (isValue ? [number] : Values, isCount ? [number] : Counts);
        }
    }

    private static List<double> ReadNumbers(ref Utf8JsonReader reader)
    {
        List<double> numbers = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            numbers.Add(reader.GetDouble());
        }

        return numbers;
    }

    private static List<KeyValuePair<string, string>> ReadDimensions(ref Utf8JsonReader reader)
    {
        List<KeyValuePair<string, string>> dimensions = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string name = "";
            string value = "";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isName = reader.ValueTextEquals("Name"u8);
                reader.Read();
                string text = reader.GetString() ?? "";
                (name, value) = isName ? (text, value) : (name, text);
            }

            dimensions.Add(new(name, value));
        }

        return dimensions;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new JsonException($"A metric datum is a JSON object; found {reader.TokenType}.");
        }
    }
}
