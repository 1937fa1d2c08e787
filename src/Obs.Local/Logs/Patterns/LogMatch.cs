using System.Text.Json;

namespace Obs.Local.Logs.Patterns;

/// <summary>A message that matched, and what a metric filter may take from it: <c>$.path</c> of JSON, <c>$name</c> of a column.</summary>
internal sealed class LogMatch
{
    private readonly JsonElement? _json;
    private readonly IReadOnlyDictionary<string, string> _columns;

    private LogMatch(JsonElement? json, IReadOnlyDictionary<string, string> columns) => (_json, _columns) = (json, columns);

    /// <summary>Of a pattern of words, which names nothing.</summary>
    public static LogMatch Bare { get; } = new(null, new Dictionary<string, string>());

    public static LogMatch Of(JsonElement json) => new(json, new Dictionary<string, string>());

    public static LogMatch Of(IReadOnlyDictionary<string, string> columns) => new(null, columns);

    /// <summary>The value by its selector; null when it is not there.</summary>
    public string? Value(string selector) =>
        _json is { } json && selector.StartsWith("$.", StringComparison.Ordinal) && JsonSelector.TryParse(selector, out JsonSelector? path)
            ? path.Find(json) is { } found ? found.ValueKind == JsonValueKind.String ? found.GetString() : found.GetRawText() : null
            : selector.StartsWith('$') ? _columns.GetValueOrDefault(selector[1..]) : null;
}
