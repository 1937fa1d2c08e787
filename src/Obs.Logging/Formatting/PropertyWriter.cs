namespace Obs.Logging.Formatting;

/// <summary>Writes properties as members of the entry, each name once: the entry's own first, then those of scopes from the inside
/// out.</summary>
internal sealed class PropertyWriter(EntryJson json, ValueWriter values)
{
    /// <summary>The member that carries a scope without properties, such as a plain string.</summary>
    private const string TextScope = "scope";

    // Few names: looking through them is cheaper than hashing, and the same name is nearly always the same object.
    private readonly FieldName[] _written = new FieldName[EntryProperties.MaxCount];
    private int _count;
    private ulong _bits;
    private FieldNames _names = null!;

    public void Begin(FieldNames names)
    {
        _names = names;
        _count = 0;
        _bits = 0;
    }

    public void WriteOwn(EntryProperties properties)
    {
        for (int i = 0; i < properties.Count; i++)
        {
            FieldName name = properties.NameAt(i);
            while (IsWritten(name))
            {
                // The same name twice in one template: both values are the caller's, so both are kept.
                FieldName other = _names.Get(name.Text + "_");
                name = name.Redaction is { } redaction ? other.With(redaction) : other;
            }

            Write(name, properties.ValueAt(i));
        }
    }

    public void WriteScope(object? scope)
    {
        switch (scope)
        {
            case null:
                break;
            case KeyValuePair<string, object?>[] array:
                // By its own type, as below: through the interface each item costs a look-up.
                foreach (KeyValuePair<string, object?> property in array)
                {
                    WriteScoped(property);
                }

                break;
            case IReadOnlyList<KeyValuePair<string, object?>> list:
                for (int i = 0; i < list.Count; i++)
                {
                    WriteScoped(list[i]);
                }

                break;
            case Dictionary<string, object?> dictionary:
                // By its own type, whose enumerator is no object.
                foreach (KeyValuePair<string, object?> property in dictionary)
                {
                    WriteScoped(property);
                }

                break;
            case IEnumerable<KeyValuePair<string, object?>> properties:
                foreach (KeyValuePair<string, object?> property in properties)
                {
                    WriteScoped(property);
                }

                break;
            case KeyValuePair<string, object?> property:
                WriteScoped(property);
                break;
            default:
                WriteScoped(new KeyValuePair<string, object?>(TextScope, scope));
                break;
        }
    }

    private void WriteScoped(KeyValuePair<string, object?> property)
    {
        FieldName name = _names.Get(property.Key);
        if (!name.IsFrameworks && !IsWritten(name))
        {
            Write(name, new PropertyValue(property.Value));
        }
    }

    private void Write(FieldName name, in PropertyValue value)
    {
        if (_count == _written.Length || !json.HasRoomFor(name.Encoded))
        {
            json.IsTruncated = true;
            return;
        }

        // Erased counts as written: an outer scope's value of that name must not take its place.
        _written[_count++] = name;
        _bits |= name.Bit;
        values.WriteMember(name, value);
    }

    private bool IsWritten(FieldName name)
    {
        if ((_bits & name.Bit) == 0)
        {
            return false;
        }

        for (int i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_written[i], name) || _written[i].Text == name.Text)
            {
                return true;
            }
        }

        return false;
    }
}
