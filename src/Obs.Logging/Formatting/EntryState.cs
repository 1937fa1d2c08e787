using System.Collections;

namespace Obs.Logging.Formatting;

/// <summary>An entry as logging providers expect a state: a list of properties, the template last. It is put together only for those that
/// ask.</summary>
internal struct EntryState<TEntry>(TEntry entry) : IReadOnlyList<KeyValuePair<string, object?>>
    where TEntry : ILogEntry
{
    // Providers that ask hold the state in a box, which is where this stays.
    private KeyValuePair<string, object?>[]? _items;

    public readonly TEntry Entry => entry;

    public int Count => Items.Length;

    private KeyValuePair<string, object?>[] Items => _items ??= Read(entry);

    public KeyValuePair<string, object?> this[int index] => Items[index];

    public object? Find(string name) => Array.Find(Items, item => item.Key == name).Value;

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override readonly string ToString() => EntryStateWriter<TEntry>.Formatter(this, null);

    private static KeyValuePair<string, object?>[] Read(TEntry entry)
    {
        var properties = new LogProperties();
        entry.WriteProperties(properties);
        var items = new KeyValuePair<string, object?>[properties.Count + 1];
        for (int i = 0; i < properties.Count; i++)
        {
            items[i] = new(properties.NameAt(i), properties.ValueAt(i).ToObject());
        }

        items[^1] = new(EntryProperties.TemplateKey, TEntry.Template);
        return items;
    }
}
