namespace Obs.Logging.Formatting;

/// <summary>The properties of one entry, each read from its state exactly once: reading one boxes its value anew.</summary>
internal sealed class EntryProperties
{
    /// <summary>Logs Insights looks at 200 fields of an entry; ours and those of scopes have to fit too.</summary>
    public const int MaxCount = 128;

    /// <summary>The key under which the framework hands over the message template.</summary>
    public const string TemplateKey = "{OriginalFormat}";

    private readonly PropertyValue[] _values = new PropertyValue[MaxCount];
    private readonly FieldName[] _names = new FieldName[MaxCount];

    public int Count { get; private set; }

    /// <summary>Whether there is a value that must not be written as it is.</summary>
    public bool HasRedacted { get; private set; }

    public ref readonly PropertyValue ValueAt(int index) => ref _values[index];

    public FieldName NameAt(int index) => _names[index];

    /// <summary>The template of a state, which the framework puts last; null if there is none.</summary>
    /// <param name="state">The state.</param>
    /// <param name="count">How many of the state's items have to be read: all but a template at the end.</param>
    public static string? TemplateOf(IReadOnlyList<KeyValuePair<string, object?>>? state, out int count)
    {
        count = 0;
        try
        {
            count = state?.Count ?? 0;
            for (int i = count - 1; i >= 0; i--)
            {
                if (state![i] is { Key: TemplateKey } property)
                {
                    count -= i == count - 1 ? 1 : 0;
                    return property.Value as string;
                }
            }
        }
        catch (Exception)
        {
            // A state's own code; the entry is written without.
        }

        return null;
    }

    /// <summary>Reads what a state holds; false if it holds more than an entry may have.</summary>
    public bool Read(IReadOnlyList<KeyValuePair<string, object?>> state, int count, MessageTemplate? template, FieldNames names)
    {
        for (int i = 0; i < count; i++)
        {
            (string key, object? value) = state[i];
            if (key != TemplateKey && !TryAdd(key, new PropertyValue(value), template, names))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds a property; false if there are as many as an entry may have.</summary>
    public bool TryAdd(string key, in PropertyValue value, MessageTemplate? template, FieldNames names)
    {
        if (Count == MaxCount)
        {
            return false;
        }

        FieldName name = template is null ? names.Get(key) : template.NameOf(Count, key);
        HasRedacted |= name.Redaction is not null;
        _names[Count] = name;
        _values[Count++] = value;
        return true;
    }

    /// <summary>The place of the property of a hole: the same as the hole's, or else wherever it stands; -1 if there is none.</summary>
    public int Find(int place, string name, MessageTemplate template)
    {
        if (place < Count && template.IsHole(place, _names[place]))
        {
            return place;
        }

        for (int i = 0; i < Count; i++)
        {
            if (_names[i].Property == name)
            {
                return i;
            }
        }

        return -1;
    }

    public void Clear()
    {
        // Nothing of the application's may be kept alive until this thread logs again.
        _values.AsSpan(0, Count).Clear();
        Count = 0;
        HasRedacted = false;
    }
}
