using System.Text.Json;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Checks a dashboard's body by its published structure: what keeps it from being saved, and what is only odd.</summary>
internal sealed class DashboardLint
{
    private const int MaxWidgets = 500;
    private const int MaxVariables = 25;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };
    private static readonly string[] Top = ["widgets", "variables", "start", "end", "periodOverride"];

    private readonly List<DashboardMessage> _errors = [];
    private readonly List<DashboardMessage> _warnings = [];

    private DashboardLint()
    {
    }

    public static (List<DashboardMessage> Errors, List<DashboardMessage> Warnings) Check(string body)
    {
        var lint = new DashboardLint();
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Options);
            lint.Check(document.RootElement);
        }
        catch (JsonException)
        {
            lint.Error("", "The field DashboardBody must be a valid JSON object");
        }

        return (lint._errors, lint._warnings);
    }

    public void Error(string path, string text) => _errors.Add(new DashboardMessage(path, text));

    public void Warn(string path, string text) => _warnings.Add(new DashboardMessage(path, text));

    /// <summary>The member, if it is there and of this kind; an error when it is of another.</summary>
    public JsonElement? Member(JsonElement json, string path, string name, JsonValueKind kind, bool required = false)
    {
        if (!json.TryGetProperty(name, out JsonElement value))
        {
            if (required)
            {
                Error($"{path}/{name}", $"Should have required property '{name}'");
            }

            return null;
        }

        if (value.ValueKind == kind || (kind == JsonValueKind.True && value.ValueKind == JsonValueKind.False))
        {
            return value;
        }

        Error($"{path}/{name}", $"Should be {Kind(kind)}");
        return null;
    }

    public void Range(JsonElement json, string path, string name, double least, double most)
    {
        if (Member(json, path, name, JsonValueKind.Number) is { } value && (value.GetDouble() < least || value.GetDouble() > most))
        {
            Error($"{path}/{name}", FormattableString.Invariant($"Should be from {least} to {most}"));
        }
    }

    public void Choice(JsonElement json, string path, string name, params ReadOnlySpan<string> allowed)
    {
        if (Member(json, path, name, JsonValueKind.String) is { } value && !allowed.Contains(value.GetString()!))
        {
            Error($"{path}/{name}", $"Should be equal to one of the allowed values: {string.Join(", ", allowed!)}");
        }
    }

    public void Known(JsonElement json, string path, IReadOnlyCollection<string> known)
    {
        foreach (JsonProperty member in json.EnumerateObject().Where(member => !known.Contains(member.Name)))
        {
            Warn($"{path}/{member.Name}", "Should NOT have additional properties");
        }
    }

    private void Check(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            Error("", "The field DashboardBody must be a valid JSON object");
            return;
        }

        Known(body, "", Top);
        Choice(body, "", "periodOverride", "auto", "inherit");
        Member(body, "", "start", JsonValueKind.String);
        Member(body, "", "end", JsonValueKind.String);
        Each(body, "widgets", MaxWidgets, required: true, (widget, path) => new WidgetLint(this, widget, path).Check());
        Each(body, "variables", MaxVariables, required: false, VariableLint);
    }

    private void Each(JsonElement body, string name, int most, bool required, Action<JsonElement, string> check)
    {
        if (Member(body, "", name, JsonValueKind.Array, required) is not { } items)
        {
            return;
        }

        if (items.GetArrayLength() > most)
        {
            Error("/" + name, $"Should NOT have more than {most} items");
        }

        int index = 0;
        foreach (JsonElement item in items.EnumerateArray())
        {
            string path = $"/{name}/{index++}";
            if (item.ValueKind == JsonValueKind.Object)
            {
                check(item, path);
            }
            else
            {
                Error(path, "Should be object");
            }
        }
    }

    private void VariableLint(JsonElement variable, string path)
    {
        Choice(variable, path, "type", "property", "pattern");
        Choice(variable, path, "inputType", "input", "select", "radio");
        Member(variable, path, "type", JsonValueKind.String, required: true);
        Member(variable, path, "inputType", JsonValueKind.String, required: true);
        Member(variable, path, "id", JsonValueKind.String, required: true);
        if (variable.TryGetProperty("type", out JsonElement type)
            && type.ValueKind == JsonValueKind.String
            && type.GetString() is "property" or "pattern")
        {
            Member(variable, path, type.GetString()!, JsonValueKind.String, required: true);
        }
    }

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True => "boolean",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
