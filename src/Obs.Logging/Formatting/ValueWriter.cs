using System.Text;
using System.Text.Json;
using Obs.Logging.Redaction;
using Obs.Secrets;

namespace Obs.Logging.Formatting;

/// <summary>Writes the values of properties as JSON, whatever they are: bounded in depth and size, and never throwing.</summary>
internal sealed class ValueWriter
{
    private readonly EntryJson _json;
    private readonly TextBuffer _text = new();
    private readonly StructureWriter _structures;
    private EntryShape _shape = null!;
    private ValueWriter? _aside;

    public ValueWriter(EntryJson json)
    {
        _json = json;
        _structures = new StructureWriter(json, this);
    }

    public void Begin(EntryShape shape)
    {
        _shape = shape;
        _structures.Begin(shape);
    }

    /// <summary>Writes a member of the entry as its name demands, which may be not at all.</summary>
    public void WriteMember(FieldName name, in PropertyValue value)
    {
        if (name.Redaction == RedactionAction.Erase)
        {
            return;
        }

        _json.Name(name.Encoded);
        if (name.Redaction is not null)
        {
            Write(name, value.ToObject(), depth: 0);
        }
        else if (value.Kind != PropertyValueKind.Object)
        {
            WriteUnboxed(value);
        }
        else if (value.Object is string text)
        {
            WriteText(name, text);
        }
        else
        {
            Write(value.Object, depth: 1, name.IsAsked);
        }
    }

    /// <summary>Writes the value of a member whose name is written; <paramref name="depth"/> is that of the object around it.</summary>
    public void Write(FieldName name, object? value, int depth)
    {
        if (name.Redaction is { } action)
        {
            _text.Clear();
            AppendRedacted(_text, action, value);
            _json.Text(_text.Text);
        }
        else
        {
            Write(value, depth + 1, isAskedFor: depth > 0 || name.IsAsked);
        }
    }

    public void Write(object? value, int depth, bool isAskedFor)
    {
        switch (value)
        {
            case null:
                _json.Raw("null"u8);
                break;
            case string text:
                _json.Text(text);
                break;
            case bool flag:
                _json.Raw(flag ? "true"u8 : "false"u8);
                break;
            case int number:
                _json.Number(number);
                break;
            case long number:
                WriteLong(number);
                break;
            case double number when double.IsFinite(number):
                _json.Number(number);
                break;
            case decimal number:
                WriteDecimal(number);
                break;
            default:
                WriteRarer(value, depth, isAskedFor);
                break;
        }
    }

    /// <summary>Appends a value to a message as its redaction demands.</summary>
    public void AppendRedacted(TextBuffer text, RedactionAction action, object? value)
    {
        switch (action)
        {
            case RedactionAction.Hash:
                int start = text.Length;
                MessageRenderer.Append(text, value, null);
                text.ReplaceFrom(start, _shape.Redaction.Hash(text.Text[start..]));
                break;
            case RedactionAction.Mask:
                text.Append(RedactionPolicy.Mask);
                break;
        }
    }

    /// <summary>Appends a value that has a structure to a message, as JSON; false, with nothing appended, if it has none.</summary>
    public bool TryAppendJson(TextBuffer text, object value, bool isAskedFor)
    {
        // In a buffer of its own: the entry is being written into the other.
        _aside ??= new ValueWriter(new EntryJson());
        _aside.Begin(_shape);
        _aside._json.Begin(_shape);
        if (!_aside._structures.TryWrite(value, depth: 1, isAskedFor))
        {
            return false;
        }

        text.Append(Encoding.UTF8.GetString(_aside._json.Written));
        _json.IsTruncated |= _aside._json.IsTruncated;
        return true;
    }

    private void WriteText(FieldName name, string text)
    {
        if (name.Repeated.Find(text) is { } known)
        {
            _json.Raw(known);
            return;
        }

        int start = _json.Written.Length;
        _json.Text(text);
        name.Repeated.Learn(text, _json.Written[start..]);
    }

    private void WriteUnboxed(in PropertyValue value)
    {
        switch (value.Kind)
        {
            case PropertyValueKind.Boolean:
                _json.Raw(value.Boolean ? "true"u8 : "false"u8);
                break;
            case PropertyValueKind.Long:
                WriteLong(value.Long);
                break;
            case PropertyValueKind.Double when double.IsFinite(value.Double):
                _json.Number(value.Double);
                break;
            case PropertyValueKind.Decimal:
                WriteDecimal(value.Decimal);
                break;
            default:
                WriteAsText(value.ToObject()!, null);
                break;
        }
    }

    private void WriteRarer(object value, int depth, bool isAskedFor)
    {
        switch (value)
        {
            case Enum:
                WriteAsText(value, null);
                break;
            case float number when float.IsFinite(number):
                _json.Number(number);
                break;
            case uint or ushort or short or byte or sbyte:
                _json.Number(((IConvertible)value).ToInt64(null));
                break;
            case ulong number:
                WriteDecimal(number);
                break;
            case DateTime or DateTimeOffset or DateOnly or TimeOnly:
                WriteAsText(value, "O");
                break;
            case Exception exception:
                _json.Text(ExceptionText.Summary(exception));
                break;
            case JsonElement or JsonDocument:
                WriteStructure(value, depth, isAskedFor: true);
                break;
            case ISpanFormattable or IFormattable:
                WriteAsText(value, null);
                break;
            case ValueType when MemoryItems.Of(value) is { } items:
                Write(items, depth, isAskedFor);
                break;
            default:
                WriteStructure(value, depth, isAskedFor);
                break;
        }
    }

    private void WriteStructure(object value, int depth, bool isAskedFor)
    {
        int held = depth == 1 ? _json.HoldHalf() : 0;
        bool isWritten = _structures.TryWrite(value, depth, isAskedFor);
        _json.Release(held);
        if (!isWritten)
        {
            WriteAsText(value, null);
        }
    }

    // A card's number may as well be a number.
    private void WriteLong(long number)
    {
        if (number >= CardNumbers.Smallest)
        {
            WriteDecimal(number);
        }
        else
        {
            _json.Number(number);
        }
    }

    private void WriteDecimal(decimal number)
    {
        if (_shape.Redaction.IsCardNumber(number))
        {
            _json.Raw("\"***\""u8);
        }
        else
        {
            _json.Number(number);
        }
    }

    // NaN and the infinities come here too: JSON has no numbers for them.
    private void WriteAsText(object value, string? format)
    {
        _text.Clear();
        MessageRenderer.Append(_text, value, format);
        _json.IsTruncated |= _text.IsTruncated;
        _json.Text(_text.Text);
    }
}
