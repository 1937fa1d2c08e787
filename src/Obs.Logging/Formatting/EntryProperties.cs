namespace Obs.Logging.Formatting;

/// <summary>The properties of one entry, each read from its state exactly once: reading one boxes its value anew.</summary>
internal sealed class EntryProperties
{
    /// <summary>Logs Insights looks at 200 fields of an entry; ours and those of scopes have to fit too.</summary>
    public const int MaxCount = 128;

    /// <summary>The key under which the framework hands over the message template.</summary>
    public const string TemplateKey = "{OriginalFormat}";

    private readonly KeyValuePair<string, object?>[] _items = new KeyValuePair<string, object?>[MaxCount];

    public int Count { get; private set; }

    public string? Template { get; private set; }

    public ReadOnlySpan<KeyValuePair<string, object?>> Items => _items.AsSpan(0, Count);

    /// <summary>Reads what a state holds; false if it holds more than an entry may have.</summary>
    public bool Read(IReadOnlyList<KeyValuePair<string, object?>> state)
    {
        int count = state.Count;
        for (int i = 0; i < count; i++)
        {
            KeyValuePair<string, object?> property = state[i];
            if (property.Key == TemplateKey)
            {
                Template = property.Value as string;
            }
            else if (Count == MaxCount)
            {
                return false;
            }
            else
            {
                _items[Count++] = property;
            }
        }

        return true;
    }

    /// <summary>The value of a hole: the property in its place, or else wherever it stands.</summary>
    public bool TryFind(int place, string name, out KeyValuePair<string, object?> property)
    {
        if (place < Count && _items[place].Key == name)
        {
            property = _items[place];
            return true;
        }

        foreach (KeyValuePair<string, object?> candidate in Items)
        {
            if (candidate.Key == name)
            {
                property = candidate;
                return true;
            }
        }

        property = default;
        return false;
    }

    public void Clear()
    {
        // Nothing of the application's may be kept alive until this thread logs again.
        _items.AsSpan(0, Count).Clear();
        Count = 0;
        Template = null;
    }
}
