using System.Text.Json;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Checks one widget.</summary>
internal sealed class WidgetLint(DashboardLint lint, JsonElement widget, string path)
{
    private const int MaxMetrics = 500;
    private const int MaxAlarms = 100;

    private static readonly string[] Types = ["metric", "text", "log", "alarm", "explorer", "custom", "chart"];
    private static readonly string[] Members = ["type", "x", "y", "width", "height", "properties"];

    private readonly string _path = path + "/properties";

    public void Check()
    {
        lint.Known(widget, path, Members);
        lint.Range(widget, path, "x", 0, 23);
        lint.Range(widget, path, "y", 0, int.MaxValue);
        lint.Range(widget, path, "width", 1, 24);
        lint.Range(widget, path, "height", 1, 1_000);
        if (widget.TryGetProperty("x", out _) != widget.TryGetProperty("y", out _))
        {
            lint.Error(path, "Should have both x and y, or neither");
        }

        string? type = lint.Member(widget, path, "type", JsonValueKind.String, required: true)?.GetString();
        if (type is not null && !Types.Contains(type, StringComparer.Ordinal))
        {
            lint.Error(path + "/type", $"Should be equal to one of the allowed values: {string.Join(", ", Types)}");
        }

        if (lint.Member(widget, path, "properties", JsonValueKind.Object, required: true) is { } properties)
        {
            Check(type, properties);
        }
    }

    private void Check(string? type, JsonElement properties)
    {
        switch (type)
        {
            case "metric":
                CheckMetric(properties);
                break;
            case "text":
                lint.Member(properties, _path, "markdown", JsonValueKind.String, required: true);
                lint.Choice(properties, _path, "background", "solid", "transparent");
                break;
            case "log":
                lint.Member(properties, _path, "query", JsonValueKind.String, required: true);
                lint.Member(properties, _path, "region", JsonValueKind.String, required: true);
                lint.Choice(properties, _path, "view", "table", "timeSeries", "bar", "pie");
                break;
            case "alarm":
                CheckAlarms(properties);
                break;
        }
    }

    private void CheckMetric(JsonElement properties)
    {
        lint.Member(properties, _path, "region", JsonValueKind.String, required: true);
        lint.Choice(properties, _path, "view", "timeSeries", "singleValue", "gauge", "bar", "pie", "table");
        lint.Member(properties, _path, "stacked", JsonValueKind.True);
        if (lint.Member(properties, _path, "stat", JsonValueKind.String) is { } stat && Statistic.TryParse(stat.GetString()!) is null)
        {
            lint.Error(_path + "/stat", $"Invalid statistic: {stat.GetString()}");
        }

        CheckPeriod(properties, _path);
        if (properties.TryGetProperty("view", out JsonElement view) && view.ValueEquals("gauge"u8) && !HasBounds(properties))
        {
            lint.Error(_path + "/yAxis/left", "Should have required properties 'min' and 'max' in a gauge");
        }

        bool hasAlarms = properties.TryGetProperty(
            "annotations", out JsonElement annotations) && annotations.ValueKind == JsonValueKind.Object
            && annotations.TryGetProperty("alarms", out _);
        JsonElement? metrics = lint.Member(properties, _path, "metrics", JsonValueKind.Array, required: !hasAlarms);
        if (hasAlarms && metrics is not null)
        {
            lint.Error(_path, "Should NOT have both metrics and annotations.alarms");
        }

        if (metrics is { } rows)
        {
            CheckRows(rows);
        }
    }

    private void CheckRows(JsonElement rows)
    {
        if (rows.GetArrayLength() > MaxMetrics)
        {
            lint.Error(_path + "/metrics", $"Should NOT have more than {MaxMetrics} items");
        }

        int index = 0;
        foreach (JsonElement row in rows.EnumerateArray())
        {
            CheckRow(row, $"{_path}/metrics/{index++}");
        }
    }

    /// <summary>Namespace, name, dimension names and values in turn, then options; or options alone with an expression.</summary>
    private void CheckRow(JsonElement row, string at)
    {
        if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() == 0)
        {
            lint.Error(at, "Should be array");
            return;
        }

        List<JsonElement> parts = [.. row.EnumerateArray()];
        JsonElement? options = parts[^1].ValueKind == JsonValueKind.Object ? parts[^1] : null;
        int texts = parts.Count - (options is null ? 0 : 1);
        if (parts.Take(texts).Any(static part => part.ValueKind != JsonValueKind.String))
        {
            lint.Error(at, "Invalid metric field type, only \"String\" type is allowed");
        }
        else if (texts == 0 && options?.TryGetProperty("expression", out _) != true)
        {
            lint.Error(at, "Should have required property 'expression'");
        }
        else if (texts > 0 && !parts.Take(texts).Any(static part => part.ValueEquals("..."u8)) && (texts == 1 || texts % 2 == 1))
        {
            lint.Error(at, "Each metric has a namespace, a name, and a value for each dimension");
        }

        if (options is { } found)
        {
            CheckOptions(found, $"{at}/{texts}");
        }
    }

    private void CheckOptions(JsonElement options, string at)
    {
        CheckPeriod(options, at);
        lint.Choice(options, at, "yAxis", "left", "right");
        if (lint.Member(options, at, "id", JsonValueKind.String)?.GetString() is { } id && (
            id.Length == 0 || !char.IsAsciiLetterLower(id[0])))
        {
            lint.Error(at + "/id", "Should begin with a lower-case letter");
        }
    }

    private void CheckPeriod(JsonElement json, string at)
    {
        if (lint.Member(json, at, "period", JsonValueKind.Number) is { } period
            && !(period.TryGetInt64(out long seconds) && (seconds is 1 or 5 or 10 or 30 || (seconds > 0 && seconds % 60 == 0))))
        {
            lint.Error(at + "/period", "Should be 1, 5, 10, 30 or a multiple of 60");
        }
    }

    private void CheckAlarms(JsonElement properties)
    {
        if (lint.Member(properties, _path, "alarms", JsonValueKind.Array, required: true) is { } alarms
            && alarms.GetArrayLength() is 0 or > MaxAlarms)
        {
            lint.Error(_path + "/alarms", $"Should have 1 to {MaxAlarms} items");
        }

        lint.Choice(properties, _path, "sortBy", "default", "stateUpdatedTimestamp", "timestamp");
    }

    private static bool HasBounds(JsonElement properties) =>
        properties.TryGetProperty("yAxis", out JsonElement axis) && axis.ValueKind == JsonValueKind.Object
        && axis.TryGetProperty("left", out JsonElement left) && left.ValueKind == JsonValueKind.Object
        && left.TryGetProperty("min", out _) && left.TryGetProperty("max", out _);
}
