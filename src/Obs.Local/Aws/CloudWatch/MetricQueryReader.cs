using System.Text.RegularExpressions;
using Obs.Local.MetricMath;
using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Reads metric queries of requests and alarms.</summary>
internal static partial class MetricQueryReader
{
    public static List<MetricQuery> Read(IReadOnlyList<WireNode> items, string name, int most, long defaultPeriod = 60)
    {
        if (items.Count == 0 || items.Count > most)
        {
            throw AwsException.Validation($"The collection {name} must have 1 to {most} items; found {items.Count}.");
        }

        List<MetricQuery> queries = [.. items.Select(item => Read(item, name, defaultPeriod))];
        return queries.GroupBy(static query => query.Id, StringComparer.Ordinal)
            .FirstOrDefault(static group => group.Count() > 1) is { } twice
            ? throw AwsException.Validation($"The values for parameter id in {name} are not unique: '{twice.Key}'.")
            : queries;
    }

    /// <summary>A metric with its statistic, where dimensions and names stand in one structure.</summary>
    public static MetricStat Stat(WireNode metric, string path, string statistic, string? unit) => new(
        metric.Text("Namespace") ?? throw AwsException.Missing(path + ".Namespace"),
        metric.Text("MetricName") ?? throw AwsException.Missing(path + ".MetricName"),
        DimensionReader.Read(metric, path),
        Statistic.Parse(statistic),
        unit is null ? null : MetricUnits.Check(unit, path));

    private static MetricQuery Read(WireNode query, string name, long defaultPeriod)
    {
        string id = query.Text("Id") ?? throw AwsException.Missing(name + ".Id");
        if (!Ids().IsMatch(id))
        {
            throw AwsException.Validation($"The value '{id}' for parameter {name}.Id is invalid: it begins with a lower-case letter and holds letters, digits and _.");
        }

        WireNode? stat = query.Member("MetricStat");
        string? expression = query.Text("Expression");
        if (stat is null == expression is null)
        {
            throw AwsException.Validation(
                $"Exactly one of the parameters {name}.{id}.MetricStat and {name}.{id}.Expression must be given.");
        }

        return new MetricQuery
        {
            Id = id,
            Label = query.Text("Label"),
            IsReturned = query.Flag("ReturnData") ?? true,
            Period = stat is null ? query.Whole("Period") * 1_000 : Period(stat, name, id, defaultPeriod),
            Expression = expression is null ? null : Parse(expression, id),
            Metric = stat is null ? null : Stat(
                stat.Member("Metric") ?? throw AwsException.Missing($"{name}.{id}.MetricStat.Metric"), $"{name}.{id}.MetricStat.Metric",
                stat.Text("Stat") ?? throw AwsException.Missing($"{name}.{id}.MetricStat.Stat"), stat.Text("Unit")),
        };
    }

    private static long Period(WireNode stat, string name, string id, long defaultPeriod) =>
        1_000 * ((stat.Whole("Period") ?? defaultPeriod) is var seconds && MetricPeriod.IsKnown(seconds)
            ? seconds
            : throw AwsException.InvalidValue(
                $"The value {seconds} for parameter {name}.{id}.MetricStat.Period is invalid. It must be {MetricPeriod.Known}."));

    private static MathExpression Parse(string text, string id)
    {
        try
        {
            return MathExpression.Parse(text);
        }
        catch (MathException exception)
        {
            throw InvalidExpression(id, exception);
        }
    }

    public static AwsException InvalidExpression(string id, MathException exception) =>
        AwsException.Validation($"Error in expression '{id}': {exception.Message}");

    [GeneratedRegex("^[a-z][a-zA-Z0-9_]{0,254}$", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Ids();
}
