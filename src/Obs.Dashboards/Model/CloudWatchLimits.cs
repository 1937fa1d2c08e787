namespace Obs.Dashboards;

/// <summary>Limits that CloudWatch documents.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html"/></remarks>
internal static class CloudWatchLimits
{
    public const int Columns = 24;
    public const int MaxHeight = 1_000;
    public const int WidgetsPerDashboard = 500;
    public const int MetricsPerWidget = 500;
    public const int MetricsPerDashboard = 2_500;
    public const int Variables = 25;
    public const int VariableId = 32;
    public const int VariableLabel = 30;
    public const int AlarmsPerWidget = 100;
    public const int Dimensions = 30;
    public const int ExpressionLength = 2_048;
    public const int SearchLength = 1_024;
    public const int QueryLength = 10_000;
    public const int AlarmName = 255;
    public const int AlarmRule = 10_240;
    public const int AlarmQueries = 20;
    public const int AlarmMetrics = 10;
    public const int AlarmSpanSeconds = 604_800;

    /// <summary>For alarms whose period is shorter than an hour.</summary>
    public const int ShortPeriodAlarmSpanSeconds = 86_400;
}
