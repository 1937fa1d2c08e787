using Obs.Local.Alarms;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Brings an alarm into the one shape in which it is kept and described, whatever protocol it came in.</summary>
internal static class MetricAlarmWriter
{
    public static WireNode Normalize(WireNode input) => WireNode.Of(
        ("AlarmName", input.Text("AlarmName")),
        ("AlarmDescription", input.Text("AlarmDescription")),
        ("ActionsEnabled", input.Flag("ActionsEnabled") ?? true),
        ("OKActions", Texts(input, "OKActions")),
        ("AlarmActions", Texts(input, "AlarmActions")),
        ("InsufficientDataActions", Texts(input, "InsufficientDataActions")),
        ("MetricName", input.Text("MetricName")),
        ("Namespace", input.Text("Namespace")),
        ("Statistic", input.Text("Statistic")),
        ("ExtendedStatistic", input.Text("ExtendedStatistic")),
        ("Dimensions", Dimensions(input)),
        ("Period", Optional(input.Whole("Period"))),
        ("Unit", input.Text("Unit")),
        ("EvaluationPeriods", Optional(input.Whole("EvaluationPeriods"))),
        ("DatapointsToAlarm", Optional(input.Whole("DatapointsToAlarm"))),
        ("Threshold", input.Number("Threshold") is { } threshold ? threshold : null),
        ("ComparisonOperator", input.Text("ComparisonOperator")),
        ("TreatMissingData", input.Text("TreatMissingData")),
        ("EvaluateLowSampleCountPercentile", input.Text("EvaluateLowSampleCountPercentile")),
        ("Metrics", input.Items("Metrics").Count == 0 ? null : WireNode.List(input.Items("Metrics").Select(Query))),
        ("ThresholdMetricId", input.Text("ThresholdMetricId")));

    public static WireNode NormalizeComposite(WireNode input) => WireNode.Of(
        ("AlarmName", input.Text("AlarmName")),
        ("AlarmDescription", input.Text("AlarmDescription")),
        ("ActionsEnabled", input.Flag("ActionsEnabled") ?? true),
        ("AlarmRule", input.Text("AlarmRule")),
        ("OKActions", Texts(input, "OKActions")),
        ("AlarmActions", Texts(input, "AlarmActions")),
        ("InsufficientDataActions", Texts(input, "InsufficientDataActions")),
        ("ActionsSuppressor", input.Text("ActionsSuppressor")),
        ("ActionsSuppressorWaitPeriod", Optional(input.Whole("ActionsSuppressorWaitPeriod"))),
        ("ActionsSuppressorExtensionPeriod", Optional(input.Whole("ActionsSuppressorExtensionPeriod"))));

    /// <summary>The alarm with its ARN and state.</summary>
    public static WireNode Describe(AlarmRecord alarm)
    {
        DateTimeOffset updated = DateTimeOffset.FromUnixTimeMilliseconds(alarm.Updated);
        var members = new OrderedDictionary<string, WireNode>(alarm.Body.Entries(), StringComparer.Ordinal)
        {
            ["AlarmArn"] = alarm.Arn,
            ["AlarmConfigurationUpdatedTimestamp"] = DateTimeOffset.FromUnixTimeMilliseconds(alarm.Modified),
            ["StateValue"] = AlarmStates.Word(alarm.State),
            ["StateReason"] = alarm.Reason,
            ["StateUpdatedTimestamp"] = updated,
            ["StateTransitionedTimestamp"] = updated,
        };
        return WireNode.Structure(members);
    }

    private static WireNode Query(WireNode query) => WireNode.Of(
        ("Id", query.Text("Id")),
        ("MetricStat", query.Member("MetricStat") is { } stat ? WireNode.Of(
            ("Metric", stat.Member("Metric") is { } metric ? WireNode.Of(
                ("Namespace", metric.Text("Namespace")), ("MetricName", metric.Text("MetricName")),
                ("Dimensions", Dimensions(metric))) : null),
            ("Period", Optional(stat.Whole("Period"))),
            ("Stat", stat.Text("Stat")),
            ("Unit", stat.Text("Unit"))) : null),
        ("Expression", query.Text("Expression")),
        ("Label", query.Text("Label")),
        ("ReturnData", query.Flag("ReturnData") ?? true),
        ("Period", Optional(query.Whole("Period"))),
        ("AccountId", query.Text("AccountId")));

    private static WireNode Dimensions(WireNode node) => WireNode.List(node.Items("Dimensions").Select(static item =>
        WireNode.Of(("Name", item.Text("Name")), ("Value", item.Text("Value")))));

    private static WireNode Texts(WireNode node, string name) => WireNode.List(node.Texts(name).Select(static text => (WireNode)text));

    private static WireNode? Optional(long? value) => value is { } known ? known : null;
}
