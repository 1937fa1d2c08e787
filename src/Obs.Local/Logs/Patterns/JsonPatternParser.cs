using System.Text.Json;

namespace Obs.Local.Logs.Patterns;

/// <summary>Reads a condition on JSON; <c>&amp;&amp;</c> binds more tightly than <c>||</c>.</summary>
internal sealed class JsonPatternParser
{
    private const int MaxDepth = 32;

    private readonly PatternReader _reader;
    private readonly List<JsonSelector> _selectors = [];
    private int _depth;

    private JsonPatternParser(PatternReader reader) => _reader = reader;

    public static JsonPattern Parse(PatternReader reader)
    {
        reader.Expect("{");
        var parser = new JsonPatternParser(reader);
        Func<JsonElement, bool> condition = parser.Or();
        reader.Expect("}");
        return reader.AtEnd ? new JsonPattern(condition, parser._selectors) : throw reader.Error("expected nothing after }");
    }

    private Func<JsonElement, bool> Or()
    {
        if (++_depth > MaxDepth)
        {
            throw _reader.Error($"nested deeper than {MaxDepth} levels");
        }

        Func<JsonElement, bool> left = And();
        while (_reader.Try("||"))
        {
            Func<JsonElement, bool> first = left;
            Func<JsonElement, bool> second = And();
            left = json => first(json) || second(json);
        }

        _depth--;
        return left;
    }

    private Func<JsonElement, bool> And()
    {
        Func<JsonElement, bool> left = Unit();
        while (_reader.Try("&&"))
        {
            Func<JsonElement, bool> first = left;
            Func<JsonElement, bool> second = Unit();
            left = json => first(json) && second(json);
        }

        return left;
    }

    private Func<JsonElement, bool> Unit()
    {
        if (!_reader.Try("("))
        {
            return Comparison();
        }

        Func<JsonElement, bool> inner = Or();
        _reader.Expect(")");
        return inner;
    }

    private Func<JsonElement, bool> Comparison()
    {
        _reader.Blanks();
        var selector = JsonSelector.Read(_reader);
        _selectors.Add(selector);
        if (_reader.TryWord("IS"))
        {
            JsonValueKind kind = _reader.TryWord("NULL") ? JsonValueKind.Null
                : _reader.TryWord("TRUE") ? JsonValueKind.True
                : _reader.TryWord("FALSE") ? JsonValueKind.False
                : throw _reader.Error("expected NULL, TRUE or FALSE");
            return json => selector.Find(json)?.ValueKind == kind;
        }

        if (_reader.TryWord("NOT"))
        {
            return _reader.TryWord("EXISTS") ? json => selector.Find(json) is null : throw _reader.Error("expected EXISTS");
        }

        PatternOperator comparison = PatternValue.Operator(_reader);
        var value = PatternValue.Read(_reader, comparison);
        return json => selector.Find(json) is { } found && Holds(found, value, comparison);
    }

    private static bool Holds(JsonElement found, PatternValue value, PatternOperator comparison) => found.ValueKind switch
    {
        JsonValueKind.String => value.Holds(found.GetString()!, null, comparison),
        JsonValueKind.Number => value.Holds(found.GetRawText(), found.GetDouble(), comparison),
        JsonValueKind.True or JsonValueKind.False => value.Holds(found.GetRawText(), null, comparison),
        _ => false,
    };
}
