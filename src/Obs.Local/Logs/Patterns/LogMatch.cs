using System.Text.Json;

namespace Obs.Local.Logs.Patterns;

/// <summary>A message that matched, and what a metric filter may take from it: <c>$.path</c> of JSON, <c>$name</c> of a column.</summary>
internal sealed class LogMatch
{
    private readonly JsonElement? _json;
    private readonly IReadOnlyList<JsonSelector> _selectors;
    private readonly IReadOnlyDictionary<string, string> _columns;

    private LogMatch(JsonElement? json, IReadOnlyList<JsonSelector> selectors, IReadOnlyDictionary<string, string> columns) =>
        (_json, _selectors, _columns) = (json, selectors, columns);

    /// <summary>Of a pattern of words, which names nothing.</summary>
    public static LogMatch Bare { get; } = new(null, [], new Dictionary<string, string>());

    /// <summary>The values that the pattern itself names, by their selectors.</summary>
    public IEnumerable<KeyValuePair<string, string>> Extracted =>
    [
        .. _columns.Select(static column => KeyValuePair.Create("$" + column.Key, column.Value)),
        .. _selectors.Select(static selector => selector.ToString()).Distinct(StringComparer.Ordinal)
            .Select(selector => (selector, value: Value(selector))).Where(static pair => pair.value is not null)
            .Select(static pair => KeyValuePair.Create(pair.selector, pair.value!)),
    ];

    public static LogMatch Of(JsonElement json, IReadOnlyList<JsonSelector> selectors) =>
        new(json, selectors, new Dictionary<string, string>());

    public static LogMatch Of(IReadOnlyDictionary<string, string> columns) => new(null, [], columns);

    /// <summary>The value by its selector; null when it is not there.</summary>
    public string? Value(string selector) =>
        _json is { } json && JsonSelector.TryParse(selector, out JsonSelector? path)
            ? path.Find(json) is { } found ? found.ValueKind == JsonValueKind.String ? found.GetString() : found.GetRawText() : null
            : selector.StartsWith('$') ? _columns.GetValueOrDefault(selector[1..]) : null;
}
