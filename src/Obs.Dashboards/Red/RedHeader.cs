namespace Obs.Dashboards;

/// <summary>The frame of a RED dashboard: what it is about, what can be chosen, and its alarms.</summary>
internal static class RedHeader
{
    public static TextWidget Create(RedMetrics metrics, RedDashboardOptions options)
    {
        ServiceObjective objective = options.Objective;
        List<string> parts =
        [
            $"{RedMetrics.Text(objective.AvailabilityPercent)} % without a fault",
            $"{RedMetrics.Text(objective.LatencyPercent)} % within {RedMetrics.Text(objective.LatencyMilliseconds)} ms",
        ];
        if (options.Owner is { Length: > 0 } owner)
        {
            parts.Add($"owner: {owner}");
        }

        if (options.Runbook is { } runbook)
        {
            parts.Add($"[runbook]({runbook})");
        }

        parts.Add("made by `obs dashboard render`: change the code, not this page");
        return new TextWidget($"# {metrics.ServiceName}\n{string.Join(" · ", parts)}") { Background = TextBackground.Transparent };
    }

    public static IEnumerable<DashboardVariable> Variables(RedMetrics metrics)
    {
        yield return Variable(RedMetrics.Service, metrics.ServiceName, RedMetrics.Environment, RedMetrics.Service);
        yield return Variable(RedMetrics.Environment, metrics.EnvironmentName, RedMetrics.Environment, RedMetrics.Service);
        if (metrics.HasOperations)
        {
            yield return Variable(
                RedMetrics.Operation, DashboardVariable.First, RedMetrics.Environment, RedMetrics.Service, RedMetrics.Operation);
        }
    }

    public static AlarmWidget Alarms(RedMetrics metrics, RedDashboardOptions options)
    {
        IReadOnlyList<string> names = options.AlarmNames ?? ServiceAlarms.Create(metrics.Catalogue, new ServiceAlarmOptions
        {
            Environment = metrics.EnvironmentName,
            Objective = options.Objective,
        }).ShownNames;
        return new AlarmWidget([.. names.Take(CloudWatchLimits.AlarmsPerWidget).Select(name =>
            $"arn:aws:cloudwatch:{options.Region}:{options.AccountId}:alarm:{name}")])
        {
            Title = "Alarms",
            SortBy = AlarmSort.StateUpdatedTimestamp,
        };
    }

    private static DashboardVariable Variable(string dimension, string initial, params string[] schema)
    {
        DashboardVariable variable = DashboardVariable.OfProperty(dimension.ToLowerInvariant(), dimension)
            .WithSearch(new MetricSearch(RedMetrics.Namespace, RedMetrics.Latency, schema).Text, dimension);
        variable.Label = dimension;
        variable.DefaultValue = initial;
        return variable;
    }
}
