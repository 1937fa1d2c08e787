using System.Collections;
using System.Text.Json;

namespace Obs.Logging.Formatting;

/// <summary>Writes the values of properties as JSON, whatever they are: bounded in depth and size, and never throwing.</summary>
internal sealed class ValueWriter(EntryJson json)
{
    private const int MaxDepth = 10;
    private const int MaxItems = 100;

    private readonly TextBuffer _text = new();

    public FieldNames Names { get; set; } = null!;

    private Utf8JsonWriter Writer => json.Writer;

    public void Write(object? value) => Write(value, depth: 1);

    private void Write(object? value, int depth)
    {
        switch (value)
        {
            case null:
                Writer.WriteNullValue();
                break;
            case string text:
                json.WriteText(text);
                break;
            case bool flag:
                Writer.WriteBooleanValue(flag);
                break;
            case int number:
                Writer.WriteNumberValue(number);
                break;
            case long number:
                Writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                Writer.WriteNumberValue(number);
                break;
            case decimal number:
                Writer.WriteNumberValue(number);
                break;
            default:
                WriteRarer(value, depth);
                break;
        }
    }

    private void WriteRarer(object value, int depth)
    {
        switch (value)
        {
            case Enum:
                WriteAsText(value, null);
                break;
            case float number when float.IsFinite(number):
                Writer.WriteNumberValue(number);
                break;
            case uint or ushort or short or byte or sbyte:
                Writer.WriteNumberValue(((IConvertible)value).ToInt64(null));
                break;
            case ulong number:
                Writer.WriteNumberValue(number);
                break;
            case DateTime or DateTimeOffset or DateOnly or TimeOnly:
                WriteAsText(value, "O");
                break;
            case Exception exception:
                json.WriteText(ExceptionText.Summary(exception));
                break;
            case ISpanFormattable or IFormattable:
                WriteAsText(value, null);
                break;
            case IEnumerable items when !MessageRenderer.IsQuery(value):
                int held = depth == 1 ? json.HoldHalf() : 0;
                WriteItems(items, depth);
                json.Release(held);
                break;
            default:
                WriteAsText(value, null);
                break;
        }
    }

    // NaN and the infinities come here too: JSON has no numbers for them.
    private void WriteAsText(object value, string? format)
    {
        _text.Clear();
        MessageRenderer.Append(_text, value, format);
        json.IsTruncated |= _text.IsTruncated;
        json.WriteText(_text.Text);
    }

    private void WriteItems(IEnumerable items, int depth)
    {
        if (depth >= MaxDepth)
        {
            json.IsTruncated = true;
            Writer.WriteStringValue("…");
            return;
        }

        switch (items)
        {
            case IEnumerable<KeyValuePair<string, object?>> members:
                WriteObject(members, static member => member.Key, static member => member.Value, depth);
                break;
            case IEnumerable<KeyValuePair<string, string?>> members:
                WriteObject(members, static member => member.Key, static member => member.Value, depth);
                break;
            case IDictionary members:
                WriteObject(members.Cast<DictionaryEntry>(), static member => Convert.ToString(member.Key, null), static m => m.Value, depth);
                break;
            default:
                WriteArray(items, depth);
                break;
        }
    }

    private void WriteObject<T>(IEnumerable<T> members, Func<T, string?> key, Func<T, object?> value, int depth)
    {
        Writer.WriteStartObject();
        int count = 0;
        try
        {
            foreach (T member in members)
            {
                FieldName name = Names.Get(key(member));
                object? content = name.IsSecret ? SecretMask.Mask : value(member);
                if (++count > MaxItems || !json.HasRoomFor(name.Encoded))
                {
                    json.IsTruncated = true;
                    break;
                }

                Writer.WritePropertyName(name.Encoded);
                Write(content, depth + 1);
            }
        }
        catch (Exception)
        {
            // The collection's own code: what it has given so far stays, and the entry says that there was more.
            json.IsTruncated = true;
        }

        Writer.WriteEndObject();
    }

    private void WriteArray(IEnumerable items, int depth)
    {
        Writer.WriteStartArray();
        int count = 0;
        try
        {
            foreach (object? item in items)
            {
                if (++count > MaxItems || !json.HasRoomFor(default))
                {
                    json.IsTruncated = true;
                    break;
                }

                Write(item, depth + 1);
            }
        }
        catch (Exception)
        {
            // As above.
            json.IsTruncated = true;
        }

        Writer.WriteEndArray();
    }
}
