using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>What of the CloudWatch API is served here.</summary>
internal static class CloudWatchOperations
{
    public static Dictionary<string, AwsOperation> Create(LocalServices services)
    {
        MetricQueries metrics = services.Metrics;
        var alarms = new AlarmOperations(services.Alarms, services.Tags, metrics, services.Time);
        var describe = new DescribeAlarms(services.Alarms, services.Time);
        var tags = new CloudWatchTags(services.Tags, services.Resources);
        var dashboards = new DashboardOperations(services.Resources);
        return new Dictionary<string, AwsOperation>(StringComparer.Ordinal)
        {
            ["PutMetricData"] = new PutMetricData(services.Accounts, services.Writer, services.Time).RunAsync,
            ["ListMetrics"] = new ListMetrics(metrics, services.Time).RunAsync,
            ["GetMetricData"] = new GetMetricData(metrics).RunAsync,
            ["GetMetricStatistics"] = new GetMetricStatistics(metrics).RunAsync,
            ["PutMetricAlarm"] = alarms.PutMetricAsync,
            ["PutCompositeAlarm"] = alarms.PutCompositeAsync,
            ["DeleteAlarms"] = alarms.DeleteAsync,
            ["SetAlarmState"] = alarms.SetStateAsync,
            ["EnableAlarmActions"] = alarms.EnableAsync,
            ["DisableAlarmActions"] = alarms.DisableAsync,
            ["DescribeAlarms"] = describe.RunAsync,
            ["DescribeAlarmsForMetric"] = describe.ForMetricAsync,
            ["DescribeAlarmHistory"] = describe.HistoryAsync,
            ["PutDashboard"] = dashboards.PutAsync,
            ["GetDashboard"] = dashboards.GetAsync,
            ["ListDashboards"] = dashboards.ListAsync,
            ["DeleteDashboards"] = dashboards.DeleteAsync,
            ["ListTagsForResource"] = tags.ListAsync,
            ["TagResource"] = tags.AddAsync,
            ["UntagResource"] = tags.RemoveAsync,
        };
    }
}
