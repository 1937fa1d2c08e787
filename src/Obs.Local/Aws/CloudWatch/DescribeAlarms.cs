using Obs.Local.Alarms;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Tells alarms and what happened to them.</summary>
internal sealed class DescribeAlarms(AlarmStore alarms, TimeProvider time)
{
    private const int PageSize = 100;

    private static readonly PageToken Alarms = PageToken.CloudWatch("DescribeAlarms");
    private static readonly PageToken History = PageToken.CloudWatch("DescribeAlarmHistory");

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = input.Texts("AlarmNames");
        IReadOnlyList<string> types = input.Texts("AlarmTypes");
        string? prefix = input.Text("AlarmNamePrefix");
        string? state = input.Text("StateValue");
        string? action = input.Text("ActionPrefix");
        string? children = input.Text("ChildrenOfAlarmName");
        string? parents = input.Text("ParentsOfAlarmName");
        int limit = Limit(input);
        string after = Alarms.Read(input) ?? "";
        if (names.Count > 0 && prefix is not null)
        {
            throw AwsException.InvalidCombination(
                "The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.");
        }

        Known("AlarmTypes", types, "MetricAlarm", "CompositeAlarm");
        Known("StateValue", state is null ? [] : [state], "OK", "ALARM", "INSUFFICIENT_DATA");
        // Who names no type is told metric alarms only, as from before there were others.
        List<AlarmRecord> all = alarms.All();
        List<AlarmRecord> found =
        [
            .. all
                .Where(alarm => types.Count == 0
                    ? !alarm.IsComposite || children is not null || parents is not null
                    : types.Contains(alarm.Type))
                .Where(alarm => names.Count == 0 || names.Contains(alarm.Name))
                .Where(alarm => prefix is null || alarm.Name.StartsWith(prefix, StringComparison.Ordinal))
                .Where(alarm => state is null || AlarmStates.Word(alarm.State) == state)
                .Where(alarm => action is null || alarm.Body.Texts("AlarmActions").Any(
                    arn => arn.StartsWith(action, StringComparison.Ordinal)))
                .Where(alarm => children is null || Names(alarms.Find(children)).Contains(alarm.Name))
                .Where(alarm => parents is null || Names(alarm).Contains(parents))
                .Where(alarm => string.CompareOrdinal(alarm.Name, after) > 0),
        ];
        ILookup<bool, WireNode> page = found.Take(limit).ToLookup(static alarm => alarm.IsComposite, alarm => Describe(alarm, all));
        return Task.FromResult(WireNode.Of(
            ("CompositeAlarms", WireNode.List(page[true])),
            ("MetricAlarms", WireNode.List(page[false])),
            ("NextToken", Alarms.Write(found.Count > limit ? found[limit - 1].Name : null))));
    }

    public Task<WireNode> ForMetricAsync(WireNode input, CancellationToken cancellationToken)
    {
        string space = input.Text("Namespace") ?? throw AwsException.Missing("Namespace");
        string name = input.Text("MetricName") ?? throw AwsException.Missing("MetricName");
        string dimensions = DimensionReader.Read(input, "DescribeAlarmsForMetric");
        IEnumerable<AlarmRecord> found = alarms.All().Where(alarm => !alarm.IsComposite
            && alarm.Body.Text("Namespace") == space
                && alarm.Body.Text("MetricName") == name
                && DimensionReader.Read(alarm.Body, "Alarm") == dimensions);
        return Task.FromResult(WireNode.Of(("MetricAlarms", WireNode.List(found.Select(MetricAlarmWriter.Describe)))));
    }

    public Task<WireNode> HistoryAsync(WireNode input, CancellationToken cancellationToken)
    {
        string order = input.Text("ScanBy") ?? "TimestampDescending";
        string? kind = input.Text("HistoryItemType");
        IReadOnlyList<string> types = input.Texts("AlarmTypes");
        Known("ScanBy", [order], "TimestampAscending", "TimestampDescending");
        Known("HistoryItemType", kind is null ? [] : [kind], "ConfigurationUpdate", "StateUpdate", "Action");
        Known("AlarmTypes", types, "MetricAlarm", "CompositeAlarm");
        bool oldestFirst = order == "TimestampAscending";
        int limit = Limit(input);
        long before = History.ReadNumber(input) ?? (oldestFirst ? 0 : long.MaxValue);
        List<AlarmHistoryItem> found = alarms.History(
            input.Text("AlarmName"), kind, types, input.Time("StartDate")?.ToUnixTimeMilliseconds() ?? 0,
            input.Time("EndDate")?.ToUnixTimeMilliseconds() ?? long.MaxValue, before, oldestFirst, limit + 1);
        return Task.FromResult(WireNode.Of(
            ("AlarmHistoryItems", WireNode.List(found.Take(limit).Select(static item => WireNode.Of(
                ("AlarmName", item.Alarm), ("AlarmType", item.Type), ("Timestamp", DateTimeOffset.FromUnixTimeMilliseconds(item.Time)),
                ("HistoryItemType", item.Kind), ("HistorySummary", item.Summary), ("HistoryData", item.Data))))),
            ("NextToken", History.Write(found.Count > limit ? found[limit - 1].Row : null))));
    }

    private WireNode Describe(AlarmRecord alarm, List<AlarmRecord> all)
    {
        WireNode described = MetricAlarmWriter.Describe(alarm);
        string? named = alarm.Body.Text("ActionsSuppressor");
        AlarmRecord? suppressor = named is null ? null : all.Find(other => other.IsCalled(named));
        return Suppression.Of(alarm, suppressor, time.GetUtcNow().ToUnixTimeMilliseconds()) is { } by
            ? WireNode.Structure(new OrderedDictionary<string, WireNode>(described.Entries(), StringComparer.Ordinal)
            {
                ["ActionsSuppressedBy"] = by,
                ["ActionsSuppressedReason"] = $"Actions suppressed by {suppressor!.Arn}",
            })
            : described;
    }

    private static IReadOnlyList<string> Names(AlarmRecord? alarm) =>
        alarm is { IsComposite: true } ? CompositeRule.Parse(alarm.Body.Text("AlarmRule")!).Alarms : [];

    private static void Known(string parameter, IEnumerable<string> values, params string[] words)
    {
        if (values.FirstOrDefault(value => !words.Contains(value)) is { } unknown)
        {
            throw AwsException.InvalidValue($"The value {unknown} for parameter {parameter} must be one of {string.Join(", ", words)}.");
        }
    }

    private static int Limit(WireNode input) => input.Whole("MaxRecords") switch
    {
        null => PageSize,
        >= 1 and <= PageSize => (int)input.Whole("MaxRecords")!.Value,
        long other => throw AwsException.InvalidValue($"The value {other} for parameter MaxRecords must be 1 to {PageSize}."),
    };
}
