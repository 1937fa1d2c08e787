using System.Globalization;
using System.Text.Json;
using Obs.Local.Http;

namespace Obs.Local.Traces;

/// <summary>Gathers the annotations of a document and its subsegments, where the first value of a key stands, and the terms the trace is
/// found by.</summary>
internal sealed class AnnotationCollector
{
    private const int MaxAnnotations = 50; // Indexed per trace by X-Ray.
    private const int MaxTerms = 200; // Of one document.

    private Dictionary<string, object>? _values;
    private HashSet<long>? _terms;

    /// <summary>What the trace is found by: every value, also of a key that has several.</summary>
    public IReadOnlyCollection<long> Terms => _terms is null ? [] : _terms;

    public void Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (EntityReader.NextMember(ref reader))
        {
            string key = reader.GetString()!;
            reader.Read();
            object? value = ReadValue(ref reader);
            Find(TraceTerms.OfKey(key));
            if (value is not null)
            {
                Find(TermOf(key, value));
                if ((_values ??= new(StringComparer.Ordinal)).Count < MaxAnnotations)
                {
                    _values.TryAdd(key, value);
                }
            }
        }
    }

    /// <summary>Lets the trace be found by one more term.</summary>
    public void Find(long term) => (_terms ??= []).Add(_terms.Count < MaxTerms ? term : TraceTerms.Any);

    private static long TermOf(string key, object value) => value switch
    {
        string text => TraceTerms.OfText(key, text),
        bool flag => TraceTerms.OfFlag(key, flag),
        _ => TraceTerms.OfNumber(key, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    public string? Format()
    {
        if (_values is null)
        {
            return null;
        }

        using var json = new JsonText();
        json.Writer.WriteStartObject();
        foreach ((string key, object value) in _values)
        {
            Write(json.Writer, key, value);
        }

        json.Writer.WriteEndObject();
        return json.ToString();
    }

    private static object? ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            case JsonTokenType.Number when reader.TryGetInt64(out long whole):
                return whole;
            case JsonTokenType.Number when reader.TryGetDouble(out double number) && double.IsFinite(number):
                return number;
            default:
                reader.Skip();
                return null;
        }
    }

    private static void Write(Utf8JsonWriter writer, string key, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(key, text);
                break;
            case bool flag:
                writer.WriteBoolean(key, flag);
                break;
            case long whole:
                writer.WriteNumber(key, whole);
                break;
            case double number:
                writer.WriteNumber(key, number);
                break;
        }
    }
}
