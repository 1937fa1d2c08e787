using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>A series or an expression that an alarm looks at. Immutable.</summary>
public sealed class AlarmQuery
{
    private AlarmQuery(string id, SeriesId? series, string? stat, int periodSeconds, string? expression, bool returnsData)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
        Series = series;
        Stat = stat;
        PeriodSeconds = periodSeconds;
        Expression = expression;
        ReturnsData = returnsData;
    }

    /// <summary>The name by which expressions know it.</summary>
    public string Id { get; }

    /// <summary>The series; null for an expression.</summary>
    public SeriesId? Series { get; }

    /// <summary>The statistic of the series.</summary>
    public string? Stat { get; }

    /// <summary>Seconds of a period.</summary>
    public int PeriodSeconds { get; }

    /// <summary>The expression; null for a series.</summary>
    public string? Expression { get; }

    /// <summary>Whether this is the value that is compared; one of an alarm is.</summary>
    public bool ReturnsData { get; }

    /// <summary>A series.</summary>
    /// <param name="id">Its name in expressions.</param>
    /// <param name="series">The series.</param>
    /// <param name="stat">The statistic, as <c>Sum</c> or <c>PR(:300)</c>.</param>
    /// <param name="periodSeconds">Seconds of a period: 10, 30 or a multiple of 60.</param>
    public static AlarmQuery OfSeries(string id, SeriesId series, string stat, int periodSeconds) =>
        OfSeries(id, series, stat, periodSeconds, returnsData: false);

    /// <summary>A series that may itself be the value that is compared.</summary>
    /// <param name="id">Its name in expressions.</param>
    /// <param name="series">The series.</param>
    /// <param name="stat">The statistic, as <c>Sum</c> or <c>PR(:300)</c>.</param>
    /// <param name="periodSeconds">Seconds of a period: 10, 30 or a multiple of 60.</param>
    /// <param name="returnsData">Whether it is the value that is compared.</param>
    public static AlarmQuery OfSeries(string id, SeriesId series, string stat, int periodSeconds, bool returnsData)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentException.ThrowIfNullOrEmpty(stat);
        ArgumentOutOfRangeException.ThrowIfLessThan(periodSeconds, 1);
        return new(id, series, stat, periodSeconds, expression: null, returnsData);
    }

    /// <summary>The expression that is compared.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="expression">Metric math over the other queries.</param>
    /// <param name="periodSeconds">Seconds of a period of those queries.</param>
    public static AlarmQuery OfExpression(string id, string expression, int periodSeconds)
    {
        ArgumentException.ThrowIfNullOrEmpty(expression);
        ArgumentOutOfRangeException.ThrowIfLessThan(periodSeconds, 1);
        return new(id, series: null, stat: null, periodSeconds, expression, returnsData: true);
    }

    internal JsonObject ToNode()
    {
        if (Series is null)
        {
            return JsonMembers.Object(("Id", Id), ("Expression", Expression), ("Period", PeriodSeconds), ("ReturnData", ReturnsData));
        }

        JsonNode[] dimensions = [.. Series.Dimensions.Select(static d => JsonMembers.Object(("Name", d.Name), ("Value", d.Value)))];
        JsonObject metric = JsonMembers.Object(
            ("Namespace", Series.Namespace), ("MetricName", Series.Name), ("Dimensions", new JsonArray(dimensions)));
        JsonObject stat = JsonMembers.Object(("Metric", metric), ("Period", PeriodSeconds), ("Stat", Stat));
        return JsonMembers.Object(("Id", Id), ("MetricStat", stat), ("ReturnData", ReturnsData));
    }

    internal static AlarmQuery Read(JsonObject json, string path)
    {
        string id = json.Text("Id") is { Length: > 0 } text ? text : throw new DashboardFormatException($"{path}.Id", "a query has an id.");
        if (json.Text("Expression") is { Length: > 0 } expression)
        {
            return new(id, series: null, stat: null, json.Integer("Period") ?? 0, expression, json.Flag("ReturnData") ?? true);
        }

        JsonObject stat = json.Child("MetricStat")
            ?? throw new DashboardFormatException(path, "a query has an Expression or a MetricStat.");
        return new(
            id, ReadSeries(stat.Child("Metric") ?? [], $"{path}.MetricStat.Metric"), stat.Text("Stat") ?? "", stat.Integer("Period") ?? 0,
            expression: null,
            json.Flag("ReturnData") ?? true);
    }

    internal static AlarmQuery ReadShort(JsonObject json, string path) => new(
        "m1", ReadSeries(json, path), json.Text("ExtendedStatistic") ?? json.Text("Statistic") ?? "", json.Integer("Period") ?? 0,
            expression: null, returnsData: true);

    private static SeriesId ReadSeries(JsonObject json, string path)
    {
        try
        {
            return new(json.Text("Namespace") ?? "", json.Text("MetricName") ?? "",
                [.. json.Objects("Dimensions").Select(static d => (d.Text("Name") ?? "", d.Text("Value") ?? ""))]);
        }
        catch (ArgumentException exception)
        {
            throw new DashboardFormatException(path, "a metric has a namespace, a name and up to 30 dimensions with names.", exception);
        }
    }
}
