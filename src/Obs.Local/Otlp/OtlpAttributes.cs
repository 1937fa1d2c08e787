using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Obs.Local.Otlp;

/// <summary>Attributes, each of which has one place in a segment document: what has been taken is not written again as metadata.</summary>
internal sealed class OtlpAttributes
{
    private readonly List<KeyValuePair<string, object?>> _all = [];
    private readonly Dictionary<string, object?> _first = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>What nobody has taken, in the order it came.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Rest => _all.Where(pair => !_taken.Contains(pair.Key));

    public void Add(string key, object? value)
    {
        _all.Add(KeyValuePair.Create(key, value));
        _first.TryAdd(key, value);
    }

    /// <summary>The first of several names for one thing that is there, as text.</summary>
    public string? Text(params ReadOnlySpan<string> keys) =>
        TryTake(keys, out object? value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public long? Number(params ReadOnlySpan<string> keys) => TryTake(keys, out object? value) ? value switch
    {
        long number => number,
        string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) => number,
        _ => null,
    }
    : null;

    public bool Flag(string key) => TryTake([key], out object? value) && value is true;

    /// <summary>The texts of a list, or the one text that stands for it.</summary>
    public IEnumerable<string> Texts(string key) => !TryTake([key], out object? value) ? []
        : value is IReadOnlyList<object?> items ? items.OfType<string>()
        : value is string text ? [text]
        : [];

    private bool TryTake(ReadOnlySpan<string> keys, [NotNullWhen(true)] out object? value)
    {
        foreach (string key in keys)
        {
            if (_first.TryGetValue(key, out value) && value is not null)
            {
                _taken.Add(key);
                return true;
            }
        }

        value = null;
        return false;
    }
}
