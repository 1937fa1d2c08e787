using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Obs.Local.Logs.Patterns;

/// <summary>A place in a JSON message: <c>$.a.b[0]["odd name"]</c>.</summary>
internal sealed class JsonSelector
{
    private readonly List<object> _steps;

    private JsonSelector(List<object> steps) => _steps = steps;

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonSelector? selector)
    {
        var reader = new PatternReader(text);
        try
        {
            selector = Read(reader);
            return reader.AtEnd;
        }
        catch (PatternSyntaxException)
        {
            selector = null;
            return false;
        }
    }

    public static JsonSelector Read(PatternReader reader)
    {
        reader.Expect("$");
        List<object> steps = [];
        while (reader.Current is '.' or '[')
        {
            steps.Add(reader.Current == '.' ? Member(reader) : Indexed(reader));
        }

        return steps.Count > 0 ? new JsonSelector(steps) : throw reader.Error("expected a property, as in $.name");
    }

    /// <summary>As a pattern writes it.</summary>
    public override string ToString() => "$" + string.Concat(_steps.Select(static step =>
        step is int index ? string.Create(CultureInfo.InvariantCulture, $"[{index}]")
        : step is string name && name.All(IsPlain) ? "." + name
        : $"[\"{step}\"]"));

    public JsonElement? Find(JsonElement json)
    {
        foreach (object step in _steps)
        {
            bool found = step is int index
                ? json.ValueKind == JsonValueKind.Array && index < json.GetArrayLength()
                : json.ValueKind == JsonValueKind.Object && json.TryGetProperty((string)step, out _);
            if (!found)
            {
                return null;
            }

            json = step is int at ? json[at] : json.GetProperty((string)step);
        }

        return json;
    }

    private static string Member(PatternReader reader)
    {
        reader.Expect(".");
        string name = reader.While(IsPlain);
        return name.Length > 0 ? name : throw reader.Error("expected a property name");
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '@' or '/' or '$';

    private static object Indexed(PatternReader reader)
    {
        reader.Expect("[");
        reader.Blanks();
        object step = reader.Current == '"' ? reader.Quoted()
            : int.TryParse(reader.While(char.IsAsciiDigit), NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index
            : throw reader.Error("expected an index or a name in double quotes");
        reader.Expect("]");
        return step;
    }
}
