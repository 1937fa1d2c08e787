namespace Obs.Logging.Formatting;

/// <summary>The properties of one entry, each read from its state exactly once: reading one boxes its value anew.</summary>
internal sealed class EntryProperties
{
    /// <summary>Logs Insights looks at 200 fields of an entry; ours and those of scopes have to fit too.</summary>
    public const int MaxCount = 128;

    /// <summary>The key under which the framework hands over the message template.</summary>
    public const string TemplateKey = "{OriginalFormat}";

    private readonly object?[] _values = new object?[MaxCount];
    private readonly FieldName[] _names = new FieldName[MaxCount];

    public int Count { get; private set; }

    /// <summary>Whether there is a value that must not be written as it is.</summary>
    public bool HasRedacted { get; private set; }

    public object? ValueAt(int index) => _values[index];

    public FieldName NameAt(int index) => _names[index];

    /// <summary>The template of a state, which the framework puts last; null if there is none.</summary>
    public static string? TemplateOf(IReadOnlyList<KeyValuePair<string, object?>>? state)
    {
        try
        {
            for (int i = (state?.Count ?? 0) - 1; i >= 0; i--)
            {
                if (state![i] is { Key: TemplateKey } property)
                {
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
    public bool Read(IReadOnlyList<KeyValuePair<string, object?>> state, MessageTemplate? template, FieldNames names)
    {
        int count = state.Count;
        for (int i = 0; i < count; i++)
        {
            (string key, object? value) = state[i];
            if (key == TemplateKey)
            {
                continue;
            }

            if (Count == MaxCount)
            {
                return false;
            }

            FieldName name = template is null ? names.Get(key) : template.NameOf(Count, key);
            HasRedacted |= name.Redaction is not null;
            _names[Count] = name;
            _values[Count++] = value;
        }

        return true;
    }

    /// <summary>The place of the property of a hole: the same as the hole's, or else wherever it stands; -1 if there is none.</summary>
    public int Find(int place, string name)
    {
        if (place < Count && _names[place].Property == name)
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
