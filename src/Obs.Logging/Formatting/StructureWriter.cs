using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Obs.Logging.Formatting;

/// <summary>Writes collections and objects, bounded in depth, items and size. An object inside itself is written as an ellipsis.</summary>
internal sealed class StructureWriter(EntryJson json, ValueWriter values)
{
    private const int MaxDepth = 10;
    private const int MaxItems = 100;

    private readonly object?[] _ancestors = new object?[MaxDepth];
    private EntryShape _shape = null!;

    public void Begin(EntryShape shape) => _shape = shape;

    /// <summary>Writes a value that has a structure; false, with nothing written, if it has none to show.</summary>
    public bool TryWrite(object value, int depth, bool isAskedFor)
    {
        bool isCollection = value is IEnumerable && !MessageRenderer.IsQuery(value);
        ObjectShape? shape = isCollection ? null : _shape.Objects.Of(value, isAskedFor);
        if (!isCollection && shape is null && value is not (JsonElement or JsonDocument))
        {
            return false;
        }

        if (depth >= MaxDepth || Array.IndexOf(_ancestors, value, 0, depth) >= 0)
        {
            json.IsTruncated = true;
            json.Raw("\"…\""u8);
            return true;
        }

        _ancestors[depth] = value.GetType().IsValueType ? null : value;
        if (shape is not null)
        {
            WriteMembers(value, shape, depth);
        }
        else
        {
            WriteContent(value, depth);
        }

        _ancestors[depth] = null;
        return true;
    }

    private void WriteContent(object value, int depth)
    {
        switch (value)
        {
            case JsonDocument document:
                WriteElement(document.RootElement, depth);
                break;
            case JsonElement element:
                WriteElement(element, depth);
                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                WriteObject(members, static member => member.Key, static member => member.Value, depth);
                break;
            case IEnumerable<KeyValuePair<string, string?>> members:
                WriteObject(members, static member => member.Key, static member => member.Value, depth);
                break;
            case IEnumerable<KeyValuePair<string, JsonNode?>> members:
                WriteObject(members, static member => member.Key, static member => member.Value, depth);
                break;
            case IDictionary members:
                WriteObject(
                    members.Cast<DictionaryEntry>(), static member => Convert.ToString(member.Key, null), static m => m.Value, depth);
                break;
            default:
                WriteArray((IEnumerable)value, depth);
                break;
        }
    }

    private void WriteMembers(object value, ObjectShape shape, int depth)
    {
        json.StartObject();
        foreach (ObjectMember member in shape.Members)
        {
            if (member.Name.Redaction == RedactionAction.Erase)
            {
                continue;
            }

            if (!json.HasRoomFor(member.Name.Encoded))
            {
                break;
            }

            json.Name(member.Name.Encoded);
            values.Write(member.Name, member.Read(value), depth);
        }

        json.EndObject();
    }

    private void WriteObject<T>(IEnumerable<T> members, Func<T, string?> key, Func<T, object?> value, int depth)
    {
        json.StartObject();
        int count = 0;
        try
        {
            foreach (T member in members)
            {
                FieldName name = _shape.Names.Get(key(member));
                object? content = name.Redaction is null or RedactionAction.Hash ? value(member) : null;
                if (++count > MaxItems || !json.HasRoomFor(name.Encoded))
                {
                    json.IsTruncated = true;
                    break;
                }

                if (name.Redaction != RedactionAction.Erase)
                {
                    json.Name(name.Encoded);
                    values.Write(name, content, depth);
                }
            }
        }
        catch (Exception)
        {
            // The collection's own code: what it has given so far stays, and the entry says that there was more.
            json.IsTruncated = true;
        }

        json.EndObject();
    }

    private void WriteArray(IEnumerable items, int depth)
    {
        json.StartArray();
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

                json.Item();
                values.Write(item, depth + 1, isAskedFor: true);
            }
        }
        catch (Exception)
        {
            // As above.
            json.IsTruncated = true;
        }

        json.EndArray();
    }

    private void WriteElement(JsonElement element, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element.EnumerateObject(), static member => member.Name, static member => member.Value, depth);
                break;
            case JsonValueKind.Array:
                WriteArray(element.EnumerateArray(), depth);
                break;
            case JsonValueKind.Number when element.TryGetDecimal(out decimal number):
                values.Write(number, depth, isAskedFor: false);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                json.Raw(element.GetBoolean() ? "true"u8 : "false"u8);
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                json.Raw("null"u8);
                break;
            default:
                json.Text(element.ToString());
                break;
        }
    }
}
